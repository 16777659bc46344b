package io.longhaul.ledger;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A row as it was read: text and whole numbers by name. */
public record Row(Key key, SortedMap<String, Object> attributes) {
  public Row {
    for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
      Object value = attribute.getValue();
      if (!(value instanceof String) && !(value instanceof Long)) {
        throw new IllegalArgumentException(
            "attribute %s: a String or a Long, not %s"
                .formatted(attribute.getKey(), value.getClass()));
      }
    }
    attributes = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  public boolean has(String name) {
    return attributes.containsKey(name);
  }

  public @Nullable String textOrNull(String name) {
    return (String) attributes.get(name);
  }

  /** The text under that name; empty if there is none. */
  public String text(String name) {
    Object value = attributes.get(name);
    return value == null ? "" : (String) value;
  }

  /** The number under that name; 0 if there is none. */
  public long number(String name) {
    Object value = attributes.get(name);
    return value == null ? 0 : (Long) value;
  }

  /** Its size as DynamoDB counts it: names and values in UTF-8, a number at most 21 bytes. */
  public int size() {
    int size = utf8("pk") + utf8(key.partition()) + utf8("sk") + utf8(key.sort());
    for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
      size += utf8(attribute.getKey());
      size += attribute.getValue() instanceof String text ? utf8(text) : 21;
    }
    return size;
  }

  /** Counted and not encoded: every write to a table in memory asks for it. */
  static int utf8(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return bytes;
  }
}
