package io.longhaul.unit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a unit is about, sealed by shape and not by kind, so that a new kind adds nothing here. */
public sealed interface Payload {

  /**
   * What a unit with this payload counts as when it is dead or cancelled: all of it, unfinished.
   */
  Tally unfinished(Fate fate);

  /** A whole job still to be cut up, from this cut on. */
  record Root(long from) implements Payload {
    public Root {
      if (from < 0) throw new IllegalArgumentException("root from " + from + ": not below 0");
    }

    @Override
    public Tally unfinished(Fate fate) {
      return Tally.of(Fate.UNKNOWN, 1, 0);
    }
  }

  /**
   * The keys that begin with {@code prefix}, lie above {@code after} and not above {@code until}.
   *
   * @param after StartAfter verbatim, a full key; empty: from the prefix's first key on
   * @param until a full key, included; null: to the prefix's last key
   */
  record Range(String prefix, String after, @Nullable String until) implements Payload {
    public Range {
      if (until != null && KeyOrder.compare(after, until) >= 0) {
        throw new IllegalArgumentException(
            "range after '%s' until '%s': holds no key".formatted(after, until));
      }
    }

    public boolean holds(String key) {
      return key.startsWith(prefix)
          && (after.isEmpty() || KeyOrder.compare(key, after) > 0)
          && (until == null || KeyOrder.compare(key, until) <= 0);
    }

    @Override
    public Tally unfinished(Fate fate) {
      return Tally.of(Fate.UNKNOWN, 1, 0);
    }
  }

  /**
   * Objects by name, as the listing that found them saw them.
   *
   * @param alone why they failed in a unit of which others did not fail; null: not known of them
   */
  record Keys(List<Listed> objects, @Nullable FailureClass alone) implements Payload {
    public Keys {
      objects = List.copyOf(objects);
      if (objects.isEmpty()) throw new IllegalArgumentException("keys: at least one object");
    }

    public Keys(List<Listed> objects) {
      this(objects, null);
    }

    @Override
    public Tally unfinished(Fate fate) {
      long bytes = objects.stream().mapToLong(Listed::size).sum();
      return Tally.of(Fate.RECEIVED, objects.size(), bytes).with(fate, objects.size(), bytes);
    }
  }

  /**
   * One object of {@link Keys}: a full source key and the size in bytes that was counted for it.
   */
  record Listed(String key, long size) {}

  /** Things by an id that only their kind understands. */
  record Items(List<String> ids) implements Payload {
    public Items {
      ids = List.copyOf(ids);
      if (ids.isEmpty()) throw new IllegalArgumentException("items: at least one id");
    }

    @Override
    public Tally unfinished(Fate fate) {
      return Tally.of(Fate.RECEIVED, ids.size(), 0).with(fate, ids.size(), 0);
    }
  }
}
