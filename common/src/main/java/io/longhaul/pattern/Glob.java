package io.longhaul.pattern;

/**
 * Writes a glob as a regular expression.
 *
 * <p>{@code *} stands for any characters but a slash, {@code **} for slashes too, {@code **}{@code
 * /} for any number of whole folders or none, {@code ?} for one character that is no slash, {@code
 * [a-z]} for one of these and {@code [!a-z]} for one that is neither of these nor a slash. All else
 * stands for itself, and so does what is between brackets: {@code [*]}.
 */
final class Glob {
  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int at;

  private Glob(String glob) {
    this.glob = glob;
  }

  /**
   * @throws IllegalArgumentException with what to write instead
   */
  static String regex(String glob) {
    if (glob.isEmpty()) {
      throw new IllegalArgumentException("is empty; write a pattern such as logs/**");
    }
    return new Glob(glob).written();
  }

  private String written() {
    while (at < glob.length()) {
      int c = glob.codePointAt(at);
      switch (c) {
        case '*' -> stars();
        case '?' -> {
          regex.append("[^/]");
          at++;
        }
        case '[' -> oneOf();
        case '{', '}' ->
            throw new IllegalArgumentException(
                "'%s': braces mean nothing here; write a pattern for each alternative, or [%s] for"
                        .formatted(glob, Character.toString(c))
                    + " the character itself");
        default -> {
          literal(c);
          at += Character.charCount(c);
        }
      }
    }
    return regex.toString();
  }

  private void stars() {
    int from = at;
    while (at < glob.length() && glob.charAt(at) == '*') at++;
    boolean many = at - from > 1;
    boolean folders = many && (from == 0 || glob.charAt(from - 1) == '/') && isSlash(at);
    if (folders) {
      regex.append("(?:.*/)?");
      at++;
    } else {
      regex.append(many ? ".*" : "[^/]*");
    }
  }

  private boolean isSlash(int place) {
    return place < glob.length() && glob.charAt(place) == '/';
  }

  private void oneOf() {
    int first = at + 1;
    boolean none = first < glob.length() && glob.charAt(first) == '!';
    if (none) first++;
    // a bracket in the first place is a character like others, or none could stand for it
    int end = first < glob.length() ? glob.indexOf(']', first + 1) : -1;
    if (end < 0) {
      throw new IllegalArgumentException(
          "'%s': the [ at character %d has no ]; write [[] for the character itself"
              .formatted(glob, at + 1));
    }
    regex.append(none ? "[^/" : "[");
    characters(first, end);
    regex.append(']');
    at = end + 1;
  }

  private void characters(int first, int end) {
    for (int place = first; place < end; ) {
      int c = glob.codePointAt(place);
      int next = place + Character.charCount(c);
      boolean range = next + 1 < end && glob.charAt(next) == '-';
      if (!range) {
        literal(c);
        place = next;
        continue;
      }
      int last = glob.codePointAt(next + 1);
      if (last < c) {
        throw new IllegalArgumentException(
            "'%s': in [%s] nothing lies from %s to %s; write the lower one first"
                .formatted(
                    glob,
                    glob.substring(first, end),
                    Character.toString(c),
                    Character.toString(last)));
      }
      literal(c);
      regex.append('-');
      literal(last);
      place = next + 1 + Character.charCount(last);
    }
  }

  /** A character that means itself, between brackets and outside of them. */
  private void literal(int c) {
    boolean mark = c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
    if (mark) regex.append('\\');
    regex.appendCodePoint(c);
  }
}
