package io.longhaul.s3;

/**
 * One server-side copy of a whole object, pinned to the source that was decided on.
 *
 * @param sourceEtag {@code x-amz-copy-source-if-match}, without quotes
 */
public record CopyRequest(
    String sourceBucket,
    String sourceKey,
    String sourceEtag,
    String bucket,
    String key,
    Expect expect,
    CopyTerms terms) {
  /** A copy that is told nothing. */
  public CopyRequest(
      String sourceBucket,
      String sourceKey,
      String sourceEtag,
      String bucket,
      String key,
      Expect expect) {
    this(sourceBucket, sourceKey, sourceEtag, bucket, key, expect, CopyTerms.NONE);
  }
}
