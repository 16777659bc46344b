package io.longhaul.access;

/**
 * A permission that work needs.
 *
 * @param action as a policy names it: {@code s3:PutObject}
 * @param resource as a policy names it, an ARN; what is not known of it is {@code *}
 */
public record Need(String action, String resource) {
  /** On a bucket as a whole. */
  public static Need ofBucket(String action, String bucket) {
    return new Need(action, "arn:aws:s3:::" + bucket);
  }

  /** On the objects whose keys begin so. */
  public static Need ofObjects(String action, String bucket, String prefix) {
    return new Need(action, "arn:aws:s3:::%s/%s*".formatted(bucket, prefix));
  }
}
