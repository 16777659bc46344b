package io.longhaul.partition;

import io.longhaul.job.Alphabet;
import io.longhaul.unit.Payload;

/**
 * Estimates how far into a range a key lies, as if names were spread evenly over an alphabet.
 *
 * <p>They hardly ever are: what an estimate decides may cost a request, never an object.
 */
public final class Share {
  /** More digits than a double can tell apart. */
  private static final int DIGITS = 16;

  private Share() {}

  /**
   * The share of the range that lies at or below the key, 0 to 1; 0 if nothing can be told.
   *
   * @param key held by the range
   */
  public static double upTo(String key, Payload.Range range, Alphabet alphabet) {
    String low = range.after().isEmpty() ? range.prefix() : range.after();
    String high = range.until();
    int at = high == null ? range.prefix().length() : RangeListing.commonPrefix(low, high).length();
    double from = position(low, at, alphabet);
    double to = high == null ? 1 : position(high, at, alphabet);
    if (to <= from) return 0;
    return Math.clamp((position(key, at, alphabet) - from) / (to - from), 0.0, 1.0);
  }

  /** The text from {@code at} on, read as the digits of a fraction. */
  private static double position(String text, int at, Alphabet alphabet) {
    double sum = 0;
    double weight = 1;
    int i = at;
    for (int digit = 0; digit < DIGITS && i < text.length(); digit++) {
      int codePoint = text.codePointAt(i);
      long below = alphabet.characters().codePoints().filter(c -> c < codePoint).count();
      weight /= alphabet.size();
      sum += below * weight;
      i += Character.charCount(codePoint);
    }
    return sum;
  }
}
