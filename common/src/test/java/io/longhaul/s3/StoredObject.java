package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

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
    @Nullable ChecksumForm checksum,
    @Nullable CustomerKey customerKey) {
  /** One that the store encrypts in its own way. */
  StoredObject(
      String key,
      byte[] bytes,
      String etag,
      Instant modified,
      Traits traits,
      @Nullable ChecksumForm checksum) {
    this(key, bytes, etag, modified, traits, checksum, null);
  }

  static StoredObject of(String key, byte[] bytes, Instant modified, Traits traits) {
    return of(key, bytes, modified, traits, null);
  }

  static StoredObject of(
      String key, byte[] bytes, Instant modified, Traits traits, @Nullable ChecksumForm checksum) {
    return new StoredObject(key, bytes, md5(bytes), modified, traits, checksum);
  }

  /** The same under a key: its ETag looks like an MD5, and is none of its bytes. */
  StoredObject under(@Nullable CustomerKey with) {
    if (with == null) return isSaidUnderKey() ? withoutKey() : this;
    String hidden = md5((with.md5() + etag).getBytes(UTF_8)) + parts();
    return new StoredObject(
        key, bytes, hidden, modified, traits.withEncryption(Encryption.CUSTOMERS), checksum, with);
  }

  private boolean isSaidUnderKey() {
    return Encryption.CUSTOMERS.equals(traits.encryption());
  }

  /** What was read of another says that it was under a key, which is not said to a store. */
  private StoredObject withoutKey() {
    return new StoredObject(key, bytes, etag, modified, traits.withEncryption(null), checksum);
  }

  private String parts() {
    int dash = etag.indexOf('-');
    return dash < 0 ? "" : etag.substring(dash);
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
