package io.longhaul.partition;

import io.longhaul.pattern.Rename;
import io.longhaul.unit.Payload;
import org.jspecify.annotations.Nullable;

/**
 * From source keys to target keys: one prefix for another. The rest and the order stay as they
 * were, and it leads back, unless there is a rename.
 *
 * @param rename of what follows the source's prefix; null: it stays
 */
public record Mapping(String source, String target, @Nullable Rename rename) {
  public Mapping(String source, String target) {
    this(source, target, null);
  }

  /** Whether keys that follow each other do so at the target, and no two become one. */
  public boolean keepsOrder() {
    return rename == null;
  }

  /** The target's key. */
  public String key(String sourceKey) {
    String name = below(source, sourceKey);
    return target + (rename == null ? name : rename.of(name));
  }

  /**
   * The source's key.
   *
   * @throws IllegalStateException if there is a rename
   */
  public String back(String targetKey) {
    checkOrder();
    return source + below(target, targetKey);
  }

  /**
   * The range of the target's keys that belong to a range of source keys.
   *
   * @throws IllegalStateException if there is a rename
   */
  public Payload.Range range(Payload.Range range) {
    checkOrder();
    String until = range.until();
    return new Payload.Range(
        key(range.prefix()),
        range.after().isEmpty() ? "" : key(range.after()),
        until == null ? null : key(until));
  }

  private void checkOrder() {
    if (!keepsOrder()) throw new IllegalStateException("no way back from " + rename);
  }

  private static String below(String prefix, String key) {
    if (!key.startsWith(prefix)) {
      throw new IllegalArgumentException(
          "key '%s': does not begin with '%s'".formatted(key, prefix));
    }
    return key.substring(prefix.length());
  }
}
