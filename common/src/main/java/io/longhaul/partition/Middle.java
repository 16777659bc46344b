package io.longhaul.partition;

import io.longhaul.job.Alphabet;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a text between two others that halves the names which are likely there.
 *
 * <p>The middle of the bytes would be far off: names use few of all characters. So the middle is
 * taken of an alphabet, at the first place where that leaves a choice.
 */
final class Middle {
  /** Where nothing is known: what names are mostly made of. */
  static final Alphabet NAMES =
      new Alphabet("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

  private static final Alphabet PRINTABLE = new Alphabet(printable());
  private static final int NO_CHARACTER = -1;
  private static final int ABOVE_ALL = Character.MAX_CODE_POINT + 1;

  private Middle() {}

  /**
   * A text strictly between, made of whole characters and beginning with the prefix.
   *
   * @param low begins with the prefix
   * @param high null: the end of all that begins with the prefix
   */
  static Optional<String> between(
      String prefix, String low, @Nullable String high, Alphabet alphabet) {
    int at = high == null ? prefix.length() : RangeListing.commonPrefix(low, high).length();
    int bound = high == null ? ABOVE_ALL : high.codePointAt(at);
    if (at == low.length()) return below(low, bound, high, alphabet);
    Optional<String> first = Optional.empty();
    while (true) { // along low: whatever is above it and still begins as it does is below high
      int here = at < low.length() ? low.codePointAt(at) : NO_CHARACTER;
      Optional<String> found = pick(low.substring(0, at), here, bound, alphabet);
      // '/' and the like are no places to halve at: what is in the folder comes right behind it
      boolean likely = alphabet.characters().indexOf(here) >= 0;
      if (found.isPresent() && likely) return found;
      if (first.isEmpty()) first = found;
      if (here == NO_CHARACTER) return first;
      at += Character.charCount(here);
      bound = ABOVE_ALL;
    }
  }

  /** The case that {@code high} is {@code low} with more behind it. */
  private static Optional<String> below(
      String low, int bound, @Nullable String high, Alphabet alphabet) {
    Optional<String> found = pick(low, NO_CHARACTER, bound, alphabet);
    if (found.isEmpty()) found = pick(low, NO_CHARACTER, bound, PRINTABLE);
    if (found.isPresent() || high == null) return found;
    String begun = low + Character.toString(bound);
    return begun.length() < high.length() ? Optional.of(begun) : Optional.empty();
  }

  /** The middle one of the characters above {@code low} and below {@code high}. */
  private static Optional<String> pick(String before, int low, int high, Alphabet alphabet) {
    int[] fitting = alphabet.characters().codePoints().filter(c -> c > low && c < high).toArray();
    return fitting.length == 0
        ? Optional.empty()
        : Optional.of(before + Character.toString(fitting[fitting.length / 2]));
  }

  private static String printable() {
    int[] all = new int['~' - ' ' + 1];
    Arrays.setAll(all, i -> ' ' + i);
    return new String(all, 0, all.length);
  }
}
