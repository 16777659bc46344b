package io.longhaul.coordinator.grant;

import java.util.Optional;

/** The policies of buckets, whole: S3 knows no condition for writing one. */
public interface BucketPolicies {
  /** As S3 gives it; empty: it has none. */
  Optional<String> read(String bucket) throws InterruptedException;

  void write(String bucket, String policy) throws InterruptedException;

  void delete(String bucket) throws InterruptedException;

  /**
   * The ARN or id of the KMS key that the bucket encrypts by unless it is told otherwise; empty:
   * none that anybody needs a permission for.
   */
  Optional<String> key(String bucket) throws InterruptedException;
}
