package io.longhaul.s3;

/**
 * Which bytes of an object each of its parts holds: all parts are as large but the last.
 *
 * @param size of the object in bytes
 * @param part of each part but the last, in bytes
 */
public record PartLayout(long size, long part) {
  public PartLayout {
    if (size < 1 || part < 1 || Math.ceilDiv(size, part) > Part.MOST) {
      throw new IllegalArgumentException(
          "%d bytes in parts of %d: 1 to %d parts".formatted(size, part, Part.MOST));
    }
  }

  public int count() {
    return (int) Math.ceilDiv(size, part);
  }

  /** The bytes of one part, which are numbered from 1. */
  public ByteRange range(int number) {
    if (number < 1 || number > count()) {
      throw new IllegalArgumentException("part %d: 1 to %d".formatted(number, count()));
    }
    long first = (number - 1) * part;
    return new ByteRange(first, Math.min(part, size - first));
  }
}
