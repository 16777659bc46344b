package io.longhaul.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object as a listing or a HEAD shows it; {@code etag} without its quotes.
 *
 * @param checksum null: none is kept, or nothing was said of it
 */
public record ListedObject(
    String key,
    long size,
    String etag,
    Instant modified,
    String storageClass,
    @Nullable ChecksumForm checksum) {
  public ListedObject(String key, long size, String etag, Instant modified) {
    this(key, size, etag, modified, StorageClass.STANDARD, null);
  }

  public ListedObject(String key, long size, String etag, Instant modified, String storageClass) {
    this(key, size, etag, modified, storageClass, null);
  }

  /** The same, of which this checksum is kept. */
  public ListedObject with(@Nullable ChecksumForm kept) {
    return new ListedObject(key, size, etag, modified, storageClass, kept);
  }
}
