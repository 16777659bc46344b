package io.longhaul.s3.calls;

import java.nio.charset.StandardCharsets;

/** Percent-encoding as S3 and its signatures want it: every byte but the unreserved of RFC 3986. */
public final class Percent {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final boolean[] PLAIN = new boolean[128];

  static {
    for (char c = 'A'; c <= 'Z'; c++) PLAIN[c] = true;
    for (char c = 'a'; c <= 'z'; c++) PLAIN[c] = true;
    for (char c = '0'; c <= '9'; c++) PLAIN[c] = true;
    for (char c : "-._~".toCharArray()) PLAIN[c] = true;
  }

  private Percent() {}

  /** For a query's name or value. */
  public static String encode(String text) {
    return encode(text, false);
  }

  /** For a path: slashes stay. */
  public static String path(String text) {
    return encode(text, true);
  }

  private static String encode(String text, boolean slashes) {
    if (isPlain(text, slashes)) return text;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] encoded = new byte[3 * bytes.length];
    int length = 0;
    for (byte b : bytes) {
      if (b >= 0 && (PLAIN[b] || (slashes && b == '/'))) {
        encoded[length++] = b;
      } else {
        encoded[length++] = '%';
        encoded[length++] = HEX[(b >> 4) & 15];
        encoded[length++] = HEX[b & 15];
      }
    }
    return new String(encoded, 0, length, StandardCharsets.US_ASCII);
  }

  private static boolean isPlain(String text, boolean slashes) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 128 || !(PLAIN[c] || (slashes && c == '/'))) return false;
    }
    return true;
  }
}
