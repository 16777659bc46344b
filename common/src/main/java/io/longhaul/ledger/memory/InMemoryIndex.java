package io.longhaul.ledger.memory;

import io.longhaul.ledger.Attributes;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.Row;
import io.longhaul.unit.KeyOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sparse index: takes changes in the order in which they were made, when it is told to. */
final class InMemoryIndex {
  private record Place(String sort, Key key) {}

  private record Changed(Key key, Optional<Row> shown) {}

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::sort, KeyOrder.BYTES)
          .thenComparing(place -> place.key().partition(), KeyOrder.BYTES)
          .thenComparing(place -> place.key().sort(), KeyOrder.BYTES);

  private final Queue<Changed> waiting = new ArrayDeque<>();
  private final Map<Key, Row> shown = new HashMap<>();
  private final Map<String, NavigableMap<Place, Row>> partitions = new HashMap<>();

  int behind() {
    return waiting.size();
  }

  /** The row is now to be shown like this; null: not at all. */
  void changed(Key key, @Nullable Row row) {
    waiting.add(new Changed(key, Optional.ofNullable(row)));
  }

  void catchUp(int most) {
    for (int i = 0; i < most; i++) {
      Changed next = waiting.poll();
      if (next == null) return;
      take(next.key(), next.shown().orElse(null));
    }
  }

  List<Row> query(String partition, String from, String to, int limit) {
    List<Row> found = new ArrayList<>();
    NavigableMap<Place, Row> rows = partitions.get(partition);
    if (rows == null) return found;
    // No key is empty, so this lies before every row at `from`.
    for (Row row : rows.tailMap(new Place(from, new Key("", "")), true).values()) {
      if (found.size() == limit || KeyOrder.compare(row.text(Attributes.INDEX_SORT), to) >= 0)
        break;
      found.add(row);
    }
    return found;
  }

  private void take(Key key, @Nullable Row row) {
    Row old = row == null ? shown.remove(key) : shown.put(key, row);
    if (old != null) {
      String partition = old.text(Attributes.INDEX_PARTITION);
      NavigableMap<Place, Row> rows = partitions.get(partition);
      if (rows != null) {
        rows.remove(place(old));
        if (rows.isEmpty()) partitions.remove(partition);
      }
    }
    if (row != null) {
      partitions
          .computeIfAbsent(row.text(Attributes.INDEX_PARTITION), _ -> new TreeMap<>(ORDER))
          .put(place(row), row);
    }
  }

  private static Place place(Row row) {
    return new Place(row.text(Attributes.INDEX_SORT), row.key());
  }
}
