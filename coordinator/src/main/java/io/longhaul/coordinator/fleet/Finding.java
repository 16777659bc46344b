package io.longhaul.coordinator.fleet;

/**
 * One thing that was looked at before a launch, and what of it.
 *
 * @param about a word or two, the same for each look
 * @param text one line: what, and what to do
 */
public record Finding(Level level, String about, String text) {
  /** How much it weighs. */
  public enum Level {
    FINE("ok"),
    /** It could not be seen: nothing is known against it, and nothing for it. */
    UNSEEN("not checked"),
    /** It costs money that need not be spent; it is launched if that is confirmed. */
    COSTS("warning"),
    STOPS("refused");

    private final String word;

    Level(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public static Finding fine(String about, String text) {
    return new Finding(Level.FINE, about, text);
  }

  public static Finding unseen(String about, String text) {
    return new Finding(Level.UNSEEN, about, text);
  }

  public static Finding costs(String about, String text) {
    return new Finding(Level.COSTS, about, text);
  }

  public static Finding stops(String about, String text) {
    return new Finding(Level.STOPS, about, text);
  }

  /** As a line. */
  public String line() {
    return "%-11s %s: %s".formatted(level.word(), about, text);
  }
}
