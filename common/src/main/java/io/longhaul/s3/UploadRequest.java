package io.longhaul.s3;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of an upload in parts: what the object will be, but for its bytes.
 *
 * @param metadata the user's own, without {@code x-amz-meta-}
 */
public record UploadRequest(
    String bucket, String key, @Nullable String contentType, Map<String, String> metadata) {
  public UploadRequest {
    metadata = Map.copyOf(metadata);
  }
}
