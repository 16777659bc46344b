package io.longhaul.bench.copies;

/**
 * How much there is to do.
 *
 * @param objects to copy or to stream, or keys to list
 * @param bytes of each
 */
record Load(long objects, long bytes, Data data) {
  private static final int SMALL = 4096;

  Load(long objects, long bytes) {
    this(objects, bytes, Data.PLAIN);
  }

  /** Of 4 KiB each. */
  static Load small(long objects) {
    return new Load(objects, SMALL);
  }

  long inAll() {
    return objects * bytes;
  }
}
