package io.longhaul.s3;

/**
 * Some of an object's bytes, at least one.
 *
 * @param first counted from 0
 */
public record ByteRange(long first, long length) {
  public ByteRange {
    if (first < 0 || length < 1 || first + length < 0) {
      throw new IllegalArgumentException("bytes from %d, %d of them".formatted(first, length));
    }
  }

  public long last() {
    return first + length - 1;
  }

  /** As a request says it. */
  public String header() {
    return "bytes=" + first + "-" + last();
  }
}
