package io.longhaul.s3;

/**
 * One part that the store takes from an object, pinned to the source that was decided on.
 *
 * @param sourceEtag {@code x-amz-copy-source-if-match}, without quotes
 */
public record PartCopyRequest(
    OpenUpload upload,
    int number,
    String sourceBucket,
    String sourceKey,
    String sourceEtag,
    ByteRange range) {
  public PartCopyRequest {
    Part.check(number);
  }
}
