package io.longhaul.manifest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a key that was URL-encoded as in a form: {@code +} is a space. */
final class UrlKey {
  private static final int HEX = 16;

  private UrlKey() {}

  static String decoded(String text) throws BadRow {
    byte[] from = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(from.length);
    for (int i = 0; i < from.length; i++) {
      if (from[i] == '%') {
        if (i + 2 >= from.length) throw wrong(text);
        bytes.write(digit(from[i + 1], text) * HEX + digit(from[i + 2], text));
        i += 2;
      } else {
        bytes.write(from[i] == '+' ? ' ' : from[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw wrong(text);
    }
  }

  private static int digit(byte character, String text) throws BadRow {
    int digit = Character.digit(character, HEX);
    if (digit < 0) throw wrong(text);
    return digit;
  }

  private static BadRow wrong(String text) {
    return new BadRow("has the key '%s', which is not URL-encoded UTF-8".formatted(text));
  }
}
