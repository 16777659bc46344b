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

  private static StoreException unsafe(
      String code, String bucket, String what, @Nullable Throwable cause) {
    return new StoreException(
        FailureClass.UNSAFE_NAME,
        code,
        "bucket %s: %s cannot be sent".formatted(bucket, what),
        cause);
  }
}
