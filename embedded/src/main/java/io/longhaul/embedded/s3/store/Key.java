package io.longhaul.embedded.s3.store;

import io.longhaul.embedded.s3.protocol.S3Failure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An object's key: its exact UTF-8 bytes, ordered as S3 orders them, unsigned. */
public final class Key implements Comparable<Key> {
  /** S3's own limit, in bytes. */
  public static final int MAX_BYTES = 1024;

  private final byte[] utf8;
  private final String text;

  private Key(byte[] utf8, String text) {
    this.utf8 = utf8;
    this.text = text;
  }

  /** Refuses what S3 refuses: more than 1,024 bytes, and bytes that are not UTF-8. */
  public static Key ofBytes(byte[] utf8) {
    if (utf8.length > MAX_BYTES) throw S3Failure.keyTooLong(utf8.length);
    try {
      return new Key(utf8, strictly(utf8));
    } catch (CharacterCodingException e) {
      throw S3Failure.invalidUri("The key is not valid UTF-8.");
    }
  }

  /** The key of a text without lone surrogates. */
  public static Key of(String text) {
    return ofBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String strictly(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }

  /** The bytes themselves; not to be changed. */
  byte[] utf8() {
    return utf8;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return utf8.clone();
  }

  public String text() {
    return text;
  }

  @Override
  public int compareTo(Key other) {
    return Arrays.compareUnsigned(utf8, other.utf8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && Arrays.equals(utf8, key.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  @Override
  public String toString() {
    return text;
  }
}
