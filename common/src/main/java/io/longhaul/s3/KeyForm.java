package io.longhaul.s3;

import io.longhaul.unit.FailureClass;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What S3 takes as a key: 1 to 1,024 bytes of UTF-8; anything else is refused before it is sent.
 */
public final class KeyForm {
  private static final int LONGEST = 1024;

  private KeyForm() {}

  /**
   * @throws StoreException {@link FailureClass#UNSAFE_NAME} if no request could carry the key
   */
  public static void check(String bucket, String key) {
    if (key.isEmpty()) throw unsafe("EmptyKey", bucket, "an empty key", null);
    ByteBuffer bytes;
    try {
      bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(key));
    } catch (CharacterCodingException e) {
      throw unsafe("InvalidKey", bucket, "a key with half a surrogate pair", e);
    }
    if (bytes.remaining() > LONGEST) {
      throw unsafe("KeyTooLongError", bucket, "a key of " + bytes.remaining() + " bytes", null);
    }
  }

  /**
   * Whether a document carries the key both ways as it is: XML 1.0 has no way to write most control
   * characters, and readers make one line end of another.
   */
  public static boolean fitsXml(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c < ' ' || c == '\ufffe' || c == '\uffff') return false;
    }
    return true;
  }

  /** Whether a parser reads a document with the key in it at all. */
  public static boolean isXml(String key) {
    return key.chars()
        .allMatch(c -> c >= ' ' && c < '\ufffe' || c == '\t' || c == '\n' || c == '\r');
  }

  /** What is thrown of a key whose name in an answer could not be read. */
  public static StoreException unreadable(String bucket) {
    return unsafe("InvalidKey", bucket, "a key that no XML can hold", null);
  }

  private static StoreException unsafe(
      String code, String bucket, String what, @Nullable Throwable cause) {
    return new StoreException(
        FailureClass.UNSAFE_NAME,
        code,
        "bucket %s: %s cannot be sent".formatted(bucket, what),
        cause);
  }
}
