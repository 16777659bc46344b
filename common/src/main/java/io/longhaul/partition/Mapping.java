package io.longhaul.partition;

import io.longhaul.unit.Payload;

/**
 * From source keys to target keys and back: one prefix for another, the rest and the order as they
 * were.
 */
public record Mapping(String source, String target) {
  /** The target's key. */
  public String key(String sourceKey) {
    return replaced(sourceKey, source, target);
  }

  /** The source's key. */
  public String back(String targetKey) {
    return replaced(targetKey, target, source);
  }

  /** The range of the target's keys that belong to a range of source keys. */
  public Payload.Range range(Payload.Range range) {
    String until = range.until();
    return new Payload.Range(
        key(range.prefix()),
        range.after().isEmpty() ? "" : key(range.after()),
        until == null ? null : key(until));
  }

  private static String replaced(String key, String from, String to) {
    if (!key.startsWith(from)) {
      throw new IllegalArgumentException("key '%s': does not begin with '%s'".formatted(key, from));
    }
    return to + key.substring(from.length());
  }
}
