package io.longhaul.s3;

/** An upload in parts that has been begun; {@code id} is the store's name for it. */
public record OpenUpload(String bucket, String key, String id) {
  public OpenUpload {
    if (id.isEmpty()) throw new IllegalArgumentException("an upload without an id");
  }
}
