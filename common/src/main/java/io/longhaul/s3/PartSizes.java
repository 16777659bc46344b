package io.longhaul.s3;

/**
 * From which size on an object is copied in parts, and how large these are.
 *
 * @param above what is larger goes in parts, in bytes
 * @param part each part's size in bytes, unless there would be more than {@link Part#MOST}
 * @param together so many parts at the least make a unit, unless there are fewer
 */
public record PartSizes(long above, long part, int together) {
  /** The most bytes of one part (S3: 5 GB, decimal in name, binary in effect). */
  public static final long LARGEST_PART = 5L << 30;

  /** The most that an object copied in parts can hold, in bytes: S3's 50 TB. */
  public static final long LARGEST = Part.MOST * LARGEST_PART;

  /**
   * One request for each GiB at the most, so that it ends within its deadline; a part of 256 MiB
   * makes copying in parts a thirtieth of what it costs by 8 MiB.
   */
  public static final PartSizes SERVER_SIDE = new PartSizes(1L << 30, 256L << 20, 16);

  /** A part that is lost on the way is sent again, so parts are smaller. */
  public static final PartSizes STREAMED = new PartSizes(1L << 30, 64L << 20, 16);

  /** An object of many parts makes so many units at the least, so that as many workers share it. */
  private static final int SHARED = 8;

  /** And a unit of it at most so many times {@link #together} parts. */
  private static final int LARGER = 4;

  /** Sizes of parts are whole mebibytes. */
  private static final long MEBI = 1L << 20;

  public PartSizes {
    if (above < 1 || above > ObjectStore.LARGEST_COPY) {
      throw new IllegalArgumentException(
          "in parts above %d bytes: 1 to %d".formatted(above, ObjectStore.LARGEST_COPY));
    }
    if (part < 1 || part > LARGEST_PART) {
      throw new IllegalArgumentException(
          "parts of %d bytes: 1 to %d".formatted(part, LARGEST_PART));
    }
    if (together < 1 || together > Part.MOST) {
      throw new IllegalArgumentException(
          "%d parts together: 1 to %d".formatted(together, Part.MOST));
    }
  }

  /** How many parts of an object that has so many make a unit. */
  public int inUnit(int parts) {
    return Math.clamp(parts / SHARED, together, LARGER * together);
  }

  /**
   * How an object of so many bytes is laid out.
   *
   * @param size 1 to {@link #LARGEST}
   */
  public PartLayout of(long size) {
    long least = Math.ceilDiv(size, (long) Part.MOST);
    if (least <= part) return new PartLayout(size, part);
    return new PartLayout(size, Math.min(Math.ceilDiv(least, MEBI) * MEBI, LARGEST_PART));
  }
}
