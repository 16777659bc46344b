package io.longhaul.s3;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object written in one request.
 *
 * @param length of the body in bytes
 * @param checksum that the store is to keep of it, as far as this client can work it out; null: of
 *     this client's choice
 */
public record PutRequest(
    String bucket,
    String key,
    long length,
    Traits traits,
    Expect expect,
    @Nullable ChecksumForm checksum) {
  /** One with a checksum of the client's choice. */
  public PutRequest(String bucket, String key, long length, Traits traits, Expect expect) {
    this(bucket, key, length, traits, expect, null);
  }

  /** One with no more than a type and metadata. */
  public PutRequest(
      String bucket,
      String key,
      long length,
      @Nullable String contentType,
      Map<String, String> metadata,
      Expect expect) {
    this(bucket, key, length, Traits.of(contentType, metadata), expect);
  }
}
