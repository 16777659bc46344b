package io.longhaul.s3;

/**
 * One part that is sent.
 *
 * @param length in bytes
 */
public record PartRequest(OpenUpload upload, int number, long length) {
  public PartRequest {
    Part.check(number);
    if (length < 0) throw new IllegalArgumentException("a length of " + length);
  }
}
