package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param prefix only keys that begin with it; empty: all
 * @param startAfter only keys above it in byte order; null: from the prefix's first key on
 * @param delimiter keys that have it behind the prefix are rolled up; null: none are
 * @param token where the page before ended, as it said; null: the first page
 * @param maxKeys 1 to 1,000
 */
public record ListRequest(
    String bucket,
    String prefix,
    @Nullable String startAfter,
    @Nullable String delimiter,
    @Nullable String token,
    int maxKeys) {
  public static final int MOST_KEYS = 1000;

  public ListRequest {
    if (maxKeys < 1 || maxKeys > MOST_KEYS) {
      throw new IllegalArgumentException("maxKeys " + maxKeys + ": 1 to " + MOST_KEYS);
    }
  }

  public static ListRequest of(String bucket, String prefix) {
    return new ListRequest(bucket, prefix, null, null, null, MOST_KEYS);
  }

  public ListRequest after(@Nullable String key) {
    return new ListRequest(bucket, prefix, key, delimiter, token, maxKeys);
  }

  public ListRequest by(String delimiter) {
    return new ListRequest(bucket, prefix, startAfter, delimiter, token, maxKeys);
  }

  public ListRequest page(@Nullable String token) {
    return new ListRequest(bucket, prefix, startAfter, delimiter, token, maxKeys);
  }

  public ListRequest atMost(int maxKeys) {
    return new ListRequest(bucket, prefix, startAfter, delimiter, token, maxKeys);
  }
}
