package io.longhaul.s3.calls;

import org.jspecify.annotations.Nullable;

/**
 * Whose a bucket must be: a request to one that is somebody else's is refused by S3, and changes
 * nothing.
 */
@FunctionalInterface
public interface BucketOwners {
  /** Whoever it belongs to. */
  BucketOwners ANYBODY = bucket -> null;

  /** The account's id; null: anybody's. */
  @Nullable String of(String bucket);
}
