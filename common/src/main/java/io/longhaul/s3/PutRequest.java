package io.longhaul.s3;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object written in one request.
 *
 * @param length of the body in bytes
 */
public record PutRequest(String bucket, String key, long length, Traits traits, Expect expect) {
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
