package io.longhaul.s3.sdk;

import java.nio.charset.StandardCharsets;

/**
 * The value of {@code x-amz-copy-source}: bucket and key, every byte percent-encoded that is not
 * unreserved (RFC 3986) or a slash.
 */
final class CopySource {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private CopySource() {}

  static String of(String bucket, String key) {
    byte[] bytes = (bucket + "/" + key).getBytes(StandardCharsets.UTF_8);
    StringBuilder encoded = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      char c = (char) (b & 0xff);
      if (isPlain(c)) encoded.append(c);
      else encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
    }
    return encoded.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || "-._~/".indexOf(c) >= 0;
  }
}
