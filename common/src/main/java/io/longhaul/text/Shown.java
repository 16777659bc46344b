package io.longhaul.text;

/** Text from outside, such as keys and reasons, made fit for a terminal or a line of a file. */
public final class Shown {
  private Shown() {}

  /**
   * Control characters, and those that turn the direction of writing, as {@code \\u001B}: nothing
   * that a key holds can move a cursor, break a line or pass for another key.
   */
  public static String text(String text) {
    return shown(text, true);
  }

  /** The same of a line that is not to be read back: a backslash stays one. */
  public static String line(String line) {
    return shown(line, false);
  }

  private static String shown(String text, boolean backslashes) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (hidden(c)) shown.append(String.format("\\u%04X", c));
          else if (c == '\\' && backslashes) shown.append("\\\\");
          else shown.appendCodePoint(c);
        });
    return shown.toString();
  }

  private static boolean hidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
