package io.longhaul.s3;

import java.time.Instant;

/** An object as a listing or a HEAD shows it; {@code etag} without its quotes. */
public record ListedObject(
    String key, long size, String etag, Instant modified, String storageClass) {
  public ListedObject(String key, long size, String etag, Instant modified) {
    this(key, size, etag, modified, StorageClass.STANDARD);
  }
}
