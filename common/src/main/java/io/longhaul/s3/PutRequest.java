package io.longhaul.s3;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object written in one request.
 *
 * @param length of the body in bytes
 * @param metadata the user's own, without {@code x-amz-meta-}
 */
public record PutRequest(
    String bucket,
    String key,
    long length,
    @Nullable String contentType,
    Map<String, String> metadata,
    Expect expect) {
  public PutRequest {
    metadata = Map.copyOf(metadata);
  }
}
