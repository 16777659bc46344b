package io.longhaul.partition;

import io.longhaul.job.Alphabet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says whether names look like hexadecimal ones, and in which case. */
final class HexNames {
  private static final Alphabet DIGITS = new Alphabet("0123456789");
  private static final Alphabet BOTH_CASES = new Alphabet("0123456789ABCDEFabcdef");

  /** Names that are not so do not matter for where to cut, if they are few. */
  private static final double MOST = 0.9;

  private static final int LOOKED_AT = 4;

  private HexNames() {}

  /** The smallest alphabet that the beginnings of nearly all names are made of, if there is one. */
  static Optional<Alphabet> alphabet(List<String> names, Set<Integer> firstCharacters) {
    for (Alphabet each : List.of(DIGITS, Alphabet.UPPER_HEX, Alphabet.LOWER_HEX, BOTH_CASES)) {
      long begun = firstCharacters.stream().filter(c -> each.characters().indexOf(c) >= 0).count();
      boolean spread = begun >= each.size() / 2 || begun >= 8;
      if (spread && share(names, each) >= MOST) return Optional.of(each);
    }
    return Optional.empty();
  }

  private static double share(List<String> names, Alphabet alphabet) {
    long fitting = names.stream().filter(name -> madeOf(head(name), alphabet)).count();
    return (double) fitting / names.size();
  }

  /** Whether what comes before the first slash is hexadecimal to its end. */
  static boolean folders(List<String> names, Alphabet alphabet) {
    long fitting =
        names.stream()
            .filter(name -> name.indexOf('/') > 0)
            .filter(name -> madeOf(name.substring(0, name.indexOf('/')), alphabet))
            .count();
    return fitting >= MOST * names.size();
  }

  private static String head(String name) {
    int slash = name.indexOf('/');
    String folder = slash < 0 ? name : name.substring(0, slash);
    int length = Math.min(LOOKED_AT, folder.codePointCount(0, folder.length()));
    return folder.substring(0, folder.offsetByCodePoints(0, length));
  }

  private static boolean madeOf(String text, Alphabet alphabet) {
    return !text.isEmpty()
        && text.codePoints().allMatch(c -> alphabet.characters().indexOf(c) >= 0);
  }
}
