package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/**
 * One page of a bucket's versions.
 *
 * @param prefix only keys that begin with it; empty: all
 * @param after where to go on; null: the first page
 * @param maxVersions 1 to 1,000, delete markers among them
 */
public record VersionsRequest(
    String bucket, String prefix, @Nullable VersionMarker after, int maxVersions) {
  public static final int MOST_VERSIONS = 1000;

  public VersionsRequest {
    if (maxVersions < 1 || maxVersions > MOST_VERSIONS) {
      throw new IllegalArgumentException("maxVersions " + maxVersions + ": 1 to " + MOST_VERSIONS);
    }
  }

  public static VersionsRequest of(String bucket, String prefix) {
    return new VersionsRequest(bucket, prefix, null, MOST_VERSIONS);
  }

  public VersionsRequest page(@Nullable VersionMarker after) {
    return new VersionsRequest(bucket, prefix, after, maxVersions);
  }

  public VersionsRequest atMost(int maxVersions) {
    return new VersionsRequest(bucket, prefix, after, maxVersions);
  }
}
