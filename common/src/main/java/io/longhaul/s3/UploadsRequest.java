package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/**
 * One page of a bucket's open uploads.
 *
 * @param prefix only uploads to keys that begin with it; empty: all
 * @param after where the page before ended, as it said; null: the first page
 * @param maxUploads 1 to 1,000
 */
public record UploadsRequest(
    String bucket, String prefix, @Nullable OpenUpload after, int maxUploads) {
  public static final int MOST_UPLOADS = 1000;

  public UploadsRequest {
    if (maxUploads < 1 || maxUploads > MOST_UPLOADS) {
      throw new IllegalArgumentException("maxUploads " + maxUploads + ": 1 to " + MOST_UPLOADS);
    }
  }

  public static UploadsRequest of(String bucket, String prefix) {
    return new UploadsRequest(bucket, prefix, null, MOST_UPLOADS);
  }

  public UploadsRequest page(@Nullable OpenUpload after) {
    return new UploadsRequest(bucket, prefix, after, maxUploads);
  }

  public UploadsRequest atMost(int maxUploads) {
    return new UploadsRequest(bucket, prefix, after, maxUploads);
  }
}
