package io.longhaul.pattern;

/**
 * A glob, or a regular expression after {@code re:}, that matches whole names or not at all.
 *
 * <p>Two are equal if they are written alike.
 */
public final class KeyPattern {
  private static final String REGEX = "re:";

  /** No name is longer. */
  private static final int LONGEST = 1_024;

  private final String text;
  private final LinearRegex regex;

  private KeyPattern(String text, LinearRegex regex) {
    this.text = text;
    this.regex = regex;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException with the pattern, what is wrong and what to write, in a line
   */
  public static KeyPattern parse(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "is %,d characters long; write at most %,d, in several patterns if need be"
              .formatted(text.length(), LONGEST));
    }
    if (text.startsWith(REGEX)) {
      return new KeyPattern(text, LinearRegex.of(text.substring(REGEX.length())));
    }
    return new KeyPattern(text, LinearRegex.of(Glob.regex(text)));
  }

  public boolean matches(String name) {
    return regex.matches(name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyPattern pattern && text.equals(pattern.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
