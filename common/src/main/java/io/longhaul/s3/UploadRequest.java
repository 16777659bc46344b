package io.longhaul.s3;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of an upload in parts: what the object will be, but for its bytes.
 *
 * @param checksum as of {@link PutRequest}; each part and its end must then name the same
 */
public record UploadRequest(
    String bucket, String key, Traits traits, @Nullable ChecksumForm checksum) {
  /** One with a checksum of the client's choice. */
  public UploadRequest(String bucket, String key, Traits traits) {
    this(bucket, key, traits, null);
  }

  /** One with no more than a type and metadata. */
  public UploadRequest(
      String bucket, String key, @Nullable String contentType, Map<String, String> metadata) {
    this(bucket, key, Traits.of(contentType, metadata));
  }
}
