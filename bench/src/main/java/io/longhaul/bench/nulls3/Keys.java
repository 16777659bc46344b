package io.longhaul.bench.nulls3;

/**
 * So many keys that exist only by their number, in byte order and even over all hexadecimal
 * prefixes: {@code 00000000/object} to {@code FFFF…/object}.
 */
record Keys(long count) {
  private static final long SPACE = 1L << 32;

  Keys {
    if (count < 0 || count > SPACE) throw new IllegalArgumentException(count + " keys");
  }

  String key(long number) {
    return "%08X/object".formatted(number * (SPACE / count));
  }

  /** The number of the first that is above a key, or from it on. */
  long firstFrom(String key, boolean included) {
    long low = 0;
    long high = count;
    while (low < high) {
      long middle = (low + high) >>> 1;
      int order = key(middle).compareTo(key);
      if (order > 0 || (included && order == 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
