package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/**
 * One part that is sent.
 *
 * @param length in bytes
 * @param checksum that its upload was begun with
 */
public record PartRequest(
    OpenUpload upload, int number, long length, @Nullable ChecksumForm checksum) {
  public PartRequest {
    Part.check(number);
    if (length < 0) throw new IllegalArgumentException("a length of " + length);
  }

  public PartRequest(OpenUpload upload, int number, long length) {
    this(upload, number, length, null);
  }
}
