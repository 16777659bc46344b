package io.longhaul.embedded.s3.protocol;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The message digests that every JDK has. */
public final class Digests {
  private Digests() {}

  public static MessageDigest md5() {
    return named("MD5");
  }

  public static byte[] sha256(byte[] bytes) {
    return named("SHA-256").digest(bytes);
  }

  public static MessageDigest named(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks " + algorithm, e);
    }
  }

  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
