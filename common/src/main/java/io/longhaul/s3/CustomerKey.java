package io.longhaul.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A key of the customer's own, by which a store encrypts an object and which it does not keep
 * (SSE-C): who asks for the object says it again each time. It neither prints nor serialises.
 */
public final class CustomerKey {
  /** The one that S3 knows. */
  public static final String ALGORITHM = "AES256";

  private static final int BYTES = 32;

  private final String base64;
  private final String md5;

  private CustomerKey(byte[] bits) {
    this.base64 = Base64.getEncoder().encodeToString(bits);
    this.md5 = Base64.getEncoder().encodeToString(md5(bits));
  }

  /**
   * Reads it as S3 is told it: 256 bits in Base64; what stands around it, such as a line's end, is
   * none of it.
   *
   * @throws IllegalArgumentException if it is anything else; the message does not repeat it
   */
  public static CustomerKey of(String text) {
    byte[] bits;
    try {
      bits = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not Base64"); // the cause would tell of its letters
    }
    if (bits.length != BYTES) {
      throw new IllegalArgumentException(
          "has %d bits, and a key of SSE-C has 256".formatted(bits.length * Byte.SIZE));
    }
    return new CustomerKey(bits);
  }

  private static byte[] md5(byte[] bits) {
    try {
      return MessageDigest.getInstance("MD5").digest(bits);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  /** The key itself, for the header that says it. */
  public String base64() {
    return base64;
  }

  /** Of the key's bits, in Base64: by it a store knows that the key came as it was sent. */
  public String md5() {
    return md5;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CustomerKey key && base64.equals(key.base64);
  }

  @Override
  public int hashCode() {
    return md5.hashCode();
  }

  @Override
  public String toString() {
    return "(customer key)";
  }
}
