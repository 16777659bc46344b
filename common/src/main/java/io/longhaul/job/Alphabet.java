package io.longhaul.job;

import io.longhaul.job.form.Nearest;
import io.longhaul.job.form.Type;
import java.util.List;
import java.util.Optional;

/** The characters that names are made of where cuts fall, distinct and in byte order. */
public record Alphabet(String characters) {
  public static final Alphabet UPPER_HEX = new Alphabet("0123456789ABCDEF");
  public static final Alphabet LOWER_HEX = new Alphabet("0123456789abcdef");

  private static final String UPPER_NAME = "upper-hex";
  private static final String LOWER_NAME = "lower-hex";

  public static final Type.Text<Alphabet> TYPE =
      new Type.Text<>(
          "%s, %s, or the characters in byte order".formatted(UPPER_NAME, LOWER_NAME),
          UPPER_NAME,
          Optional.of("^[\\s\\S]{2,}$"),
          Alphabet::parse,
          Alphabet::toString,
          false);

  public Alphabet {
    int[] codePoints = characters.codePoints().toArray();
    if (codePoints.length < 2) {
      throw new IllegalArgumentException(
          "'%s' holds fewer than two characters; write %s, %s or all of them"
              .formatted(characters, UPPER_NAME, LOWER_NAME));
    }
    int[] sorted = characters.codePoints().distinct().sorted().toArray();
    if (!java.util.Arrays.equals(codePoints, sorted)) {
      throw new IllegalArgumentException(
          "'%s' repeats a character or is not in byte order; write \"%s\", or %s or %s"
              .formatted(characters, new String(sorted, 0, sorted.length), UPPER_NAME, LOWER_NAME));
    }
  }

  /**
   * Reads a name or the characters themselves.
   *
   * @throws IllegalArgumentException with what to write instead
   */
  public static Alphabet parse(String text) {
    if (text.equals(UPPER_NAME)) return UPPER_HEX;
    if (text.equals(LOWER_NAME)) return LOWER_HEX;
    if (text.matches("\\[.*]|.*[0-9A-Za-z]-[0-9A-Za-z].*")) {
      Optional<String> near = Nearest.to(text, List.of(UPPER_NAME, LOWER_NAME));
      throw new IllegalArgumentException(
          near.map(name -> "there is no '%s'; did you mean '%s'?".formatted(text, name))
              .orElse(
                  "'%s' looks like a range; write every character: \"%s\", or %s or %s"
                      .formatted(text, UPPER_HEX.characters, UPPER_NAME, LOWER_NAME)));
    }
    return new Alphabet(text);
  }

  public int size() {
    return characters.codePointCount(0, characters.length());
  }

  /** The character at this place, as text. */
  public String at(int index) {
    int from = characters.offsetByCodePoints(0, index);
    return Character.toString(characters.codePointAt(from));
  }

  /** Its name if it has one, else the characters. */
  @Override
  public String toString() {
    if (equals(UPPER_HEX)) return UPPER_NAME;
    return equals(LOWER_HEX) ? LOWER_NAME : characters;
  }
}
