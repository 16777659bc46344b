package io.longhaul.embedded.s3.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding on bytes, by the rules of AWS: only {@code A-Z a-z 0-9 - . _ ~} stay. */
public final class Percent {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Percent() {}

  /** The bytes that an encoded text stands for; a raw character is its Latin-1 byte. */
  public static byte[] decode(String encoded) {
    var out = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c != '%') {
        if (c < 256) out.write(c);
        else out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      if (i + 3 > encoded.length()) throw S3Failure.invalidUri("A % needs two hex digits.");
      try {
        out.write(HexFormat.fromHexDigits(encoded, i + 1, i + 3));
      } catch (NumberFormatException e) {
        throw S3Failure.invalidUri("A % needs two hex digits.");
      }
      i += 2;
    }
    return out.toByteArray();
  }

  /** For one part of a query: here a plus is a space. */
  public static byte[] decodeQuery(String encoded) {
    return decode(encoded.replace('+', ' '));
  }

  /** A path keeps its slashes. */
  public static String encodePath(byte[] bytes) {
    return encode(bytes, true);
  }

  public static String encode(byte[] bytes) {
    return encode(bytes, false);
  }

  private static String encode(byte[] bytes, boolean keepSlash) {
    var out = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c) || (keepSlash && c == '/')) out.append(c);
      else HEX.toHexDigits(out.append('%'), b);
    }
    return out.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
