package io.longhaul.ledger.h2;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row's attributes as bytes: per attribute, by name, its name, {@code S} or {@code N}, its value.
 *
 * <p>Equal attributes are equal bytes, since a write compares them. Not JSON: that may grow sixfold
 * over control characters, beyond what H2 keeps in a row.
 */
final class AttributeBytes {
  private static final byte TEXT = 'S';
  private static final byte NUMBER = 'N';

  private AttributeBytes() {}

  static byte[] of(SortedMap<String, Object> attributes) {
    int size = 0;
    byte[][] parts = new byte[2 * attributes.size()][];
    int i = 0;
    for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
      parts[i++] = utf8(attribute.getKey());
      parts[i++] =
          attribute.getValue() instanceof Long number
              ? ByteBuffer.allocate(Long.BYTES).putLong(number).array()
              : utf8((String) attribute.getValue());
      size += parts[i - 2].length + parts[i - 1].length + 2 * Integer.BYTES + 1;
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    i = 0;
    for (Object value : attributes.values()) {
      bytes.putInt(parts[i].length).put(parts[i++]);
      bytes.put(value instanceof Long ? NUMBER : TEXT);
      bytes.putInt(parts[i].length).put(parts[i++]);
    }
    return bytes.array();
  }

  /**
   * @throws IllegalStateException if these are not bytes of that form
   */
  static SortedMap<String, Object> read(byte[] stored) {
    SortedMap<String, Object> attributes = new TreeMap<>();
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    try {
      while (bytes.hasRemaining()) {
        String name = text(part(bytes));
        byte type = bytes.get();
        byte[] value = part(bytes);
        attributes.put(
            name, type == NUMBER ? (Object) ByteBuffer.wrap(value).getLong() : text(value));
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalStateException(
          "attributes of %d bytes are cut short".formatted(stored.length), e);
    }
    return attributes;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static byte[] part(ByteBuffer bytes) {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) throw new BufferUnderflowException();
    byte[] part = new byte[length];
    bytes.get(part);
    return part;
  }
}
