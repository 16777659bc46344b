package io.longhaul.s3;

/** An upload in parts that has been begun; {@code id} is the store's name for it. */
public record OpenUpload(String bucket, String key, String id) {
  public OpenUpload {
    // Without a key its requests would be about the bucket: to abort it would be to delete that.
    if (key.isEmpty()) throw new IllegalArgumentException("an upload without a key");
    if (id.isEmpty()) throw new IllegalArgumentException("an upload without an id");
  }
}
