package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/**
 * All that a HEAD tells of an object.
 *
 * @param tags how many it has; 0 also where they may not be read
 * @param unspoken how much of its metadata no header can carry, which was left out
 * @param checksum null: none is kept
 */
public record Described(
    ListedObject object, Traits traits, int tags, int unspoken, @Nullable Checksum checksum) {
  private static final int NO_PARTS = 0;

  /**
   * Whether its ETag is no MD5 of its bytes, though it may look like one: under a key of a KMS or
   * of the customer's own.
   */
  private boolean opaque() {
    Encryption encryption = traits.encryption();
    return encryption != null && encryption.hidesMd5();
  }

  /** Whether the bytes of two objects of one size are the same. */
  public enum SameBytes {
    YES,
    NO,
    /** One ETag is no MD5, and there is no checksum to compare. */
    UNKNOWN
  }

  /**
   * Whether this object and another of its size, whose ETags differ and look like MD5s, have the
   * same bytes, as far as is told.
   */
  public SameBytes sameBytes(Described other) {
    if (checksum != null && other.checksum != null && checksum.comparable(other.checksum)) {
      return checksum.value().equals(other.checksum.value()) ? SameBytes.YES : SameBytes.NO;
    }
    return opaque() || other.opaque() ? SameBytes.UNKNOWN : SameBytes.NO;
  }

  /** How many parts it was written in, as its ETag says; 0: it was written whole. */
  public int parts() {
    int dash = object.etag().lastIndexOf('-');
    if (dash < 0) return NO_PARTS;
    try {
      return Integer.parseInt(object.etag(), dash + 1, object.etag().length(), 10);
    } catch (NumberFormatException e) {
      return NO_PARTS; // an ETag of another make
    }
  }
}
