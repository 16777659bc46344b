package io.longhaul.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object as a bucket in memory keeps it; the bytes are nobody's to change. */
public record StoredObject(
    String key,
    byte[] bytes,
    String etag,
    Instant modified,
    Traits traits,
    @Nullable ChecksumForm checksum) {

  static StoredObject of(String key, byte[] bytes, Instant modified, Traits traits) {
    return of(key, bytes, modified, traits, null);
  }

  static StoredObject of(
      String key, byte[] bytes, Instant modified, Traits traits, @Nullable ChecksumForm checksum) {
    return new StoredObject(key, bytes, md5(bytes), modified, traits, checksum);
  }

  public @Nullable String contentType() {
    return traits.content().type();
  }

  public Map<String, String> metadata() {
    return traits.metadata();
  }

  ListedObject listed() {
    return new ListedObject(key, bytes.length, etag, modified, traits.storageClass(), checksum);
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
