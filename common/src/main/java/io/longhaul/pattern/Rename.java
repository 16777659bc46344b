package io.longhaul.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a name that a regular expression matches as a whole another name, made of what its groups
 * matched; all others keep theirs.
 *
 * <p>Two are equal if they are written alike.
 */
public final class Rename {
  private static final int LONGEST = 1_024;

  private final String regex;
  private final String replace;
  private final Pattern pattern;
  private final List<Part> parts;

  /** What a new name is made of. */
  private sealed interface Part {
    record Literal(String text) implements Part {}

    record Group(int number) implements Part {}
  }

  private Rename(String regex, String replace, Pattern pattern, List<Part> parts) {
    this.regex = regex;
    this.replace = replace;
    this.pattern = pattern;
    this.parts = parts;
  }

  /**
   * Whether a text is a regular expression that names can be held against.
   *
   * @throws IllegalArgumentException with what is wrong and what to do, in a line
   */
  public static String checked(String regex) {
    LinearRegex.of(regex);
    return regex;
  }

  /**
   * @param replace {@code $1} to {@code $9} stand for groups, {@code $0} for the name, {@code $$}
   *     for a dollar
   * @throws IllegalArgumentException with what is wrong with the replacement, in a line
   */
  public static Rename of(String regex, String replace) {
    Pattern pattern = LinearRegex.of(regex).pattern();
    if (replace.length() > LONGEST) {
      throw new IllegalArgumentException(
          "is %,d characters long; write at most %,d".formatted(replace.length(), LONGEST));
    }
    return new Rename(regex, replace, pattern, parts(replace, pattern.groupCount()));
  }

  private static List<Part> parts(String replace, int groups) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int at = 0; at < replace.length(); at++) {
      char c = replace.charAt(at);
      if (c != '$') {
        literal.append(c);
        continue;
      }
      at++;
      char named = at < replace.length() ? replace.charAt(at) : ' ';
      if (named == '$') {
        literal.append('$');
        continue;
      }
      int group = named >= '0' && named <= '9' ? named - '0' : -1;
      if (group < 0 || group > groups) {
        throw new IllegalArgumentException(
            "'%s': the $ at character %d names no group of the %d that regex has; write $1 and so"
                    .formatted(replace, at, groups)
                + " on, or $$ for a dollar");
      }
      parts.add(new Part.Literal(literal.toString()));
      literal.setLength(0);
      parts.add(new Part.Group(group));
    }
    parts.add(new Part.Literal(literal.toString()));
    return List.copyOf(parts);
  }

  /** The new name; it may be empty or longer than a key may be. */
  public String of(String name) {
    Matcher matcher = pattern.matcher(name);
    if (!matcher.matches()) return name;
    StringBuilder renamed = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Literal literal -> renamed.append(literal.text());
        case Part.Group group -> {
          String matched = matcher.group(group.number());
          if (matched != null) renamed.append(matched);
        }
      }
    }
    return renamed.toString();
  }

  public String regex() {
    return regex;
  }

  public String replace() {
    return replace;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rename rename
        && regex.equals(rename.regex)
        && replace.equals(rename.replace);
  }

  @Override
  public int hashCode() {
    return 31 * regex.hashCode() + replace.hashCode();
  }

  @Override
  public String toString() {
    return regex + " -> " + replace;
  }
}
