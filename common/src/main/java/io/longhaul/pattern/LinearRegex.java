package io.longhaul.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.MatchResult;

/**
 * A regular expression that matches whole names, in a time that is linear in the name's length
 * whatever both are (RE2's syntax: no look-around, no backreferences). A name is no text of lines:
 * a dot matches line ends too.
 */
final class LinearRegex {
  /** So many copies of a part that repetitions of repetitions may make, as RE2 itself has it. */
  private static final int MOST_REPEATED = 1_000;

  /** Each step of a match may look at each instruction. */
  private static final int LARGEST = 5_000;

  private static final String DOTALL = "(?s)";

  private static final java.util.regex.Pattern COUNTED =
      java.util.regex.Pattern.compile("(\\)?)\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");

  private final Pattern pattern;

  private LinearRegex(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * @throws IllegalArgumentException with what is wrong and what to do, in a line
   */
  static LinearRegex of(String regex) {
    if (regex.isEmpty()) {
      throw new IllegalArgumentException("is empty; write a regular expression such as .*[.]csv");
    }
    if (repeated(regex) > MOST_REPEATED) throw tooLarge(regex);
    Pattern pattern = compiled(regex);
    if (pattern.programSize() > LARGEST) throw tooLarge(regex);
    return new LinearRegex(pattern);
  }

  private static Pattern compiled(String regex) {
    try {
      return Pattern.compile(regex, Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s': %s `%s`; the syntax is RE2's, without look-around and backreferences"
              .formatted(regex, e.getDescription(), plain(e.getPattern())),
          e);
    }
  }

  /** Without the flag that the library puts before what was written. */
  private static String plain(String quoted) {
    return quoted.startsWith(DOTALL) ? quoted.substring(DOTALL.length()) : quoted;
  }

  /** At most so many copies of one part are made; groups count as if each held the next. */
  private static long repeated(String regex) {
    long groups = 1;
    long most = 1;
    for (MatchResult counted : COUNTED.matcher(regex).results().toList()) {
      String upper = counted.group(3);
      long times = Long.parseLong(upper == null || upper.isEmpty() ? counted.group(2) : upper);
      if (counted.group(1).isEmpty()) most = Math.max(most, times);
      else groups = Math.min(groups * Math.max(1, times), Integer.MAX_VALUE);
    }
    return groups * most;
  }

  private static IllegalArgumentException tooLarge(String regex) {
    return new IllegalArgumentException(
        "'%s': its repetitions make it too large; repeat at most %,d times in all, or write * or +"
            .formatted(regex, MOST_REPEATED));
  }

  Pattern pattern() {
    return pattern;
  }

  boolean matches(String name) {
    return pattern.matches(name);
  }
}
