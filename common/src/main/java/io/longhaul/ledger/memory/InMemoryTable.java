package io.longhaul.ledger.memory;

import io.longhaul.ledger.Condition;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.Limits;
import io.longhaul.ledger.Row;
import io.longhaul.ledger.Rows;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Transacted;
import io.longhaul.ledger.Write;
import io.longhaul.ledger.Written;
import io.longhaul.unit.KeyOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table in this process: every request takes place at once, as a whole, and the same requests in
 * the same order have the same answers.
 *
 * <p>Its index is up to date, or, made by {@link #lagging()}, as far behind as the test wants it.
 */
public final class InMemoryTable implements Table {
  /** DynamoDB remembers a token for ten minutes; here it is so many transactions. */
  private static final int REMEMBERED = 1_000;

  private final Map<String, NavigableMap<String, Row>> partitions = new HashMap<>();
  private final InMemoryIndex index = new InMemoryIndex();
  private final boolean lagging;
  private final Map<String, List<Write>> applied =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Write>> eldest) {
          return size() > REMEMBERED;
        }
      };

  public InMemoryTable() {
    this(false);
  }

  private InMemoryTable(boolean lagging) {
    this.lagging = lagging;
  }

  /** A table whose index shows a change only once {@link #catchUp} has got to it. */
  public static InMemoryTable lagging() {
    return new InMemoryTable(true);
  }

  /** How many changes the index has still to take in. */
  public synchronized int behind() {
    return index.behind();
  }

  /** Lets the index take in so many changes at most, the oldest first. */
  public synchronized void catchUp(int most) {
    index.catchUp(most);
  }

  /** Every row, in the order of the keys: for what audits the whole. */
  public synchronized List<Row> rows() {
    SortedMap<String, NavigableMap<String, Row>> sorted = new TreeMap<>(KeyOrder.BYTES);
    sorted.putAll(partitions);
    return sorted.values().stream().flatMap(partition -> partition.values().stream()).toList();
  }

  @Override
  public synchronized Optional<Row> get(Key key) {
    Limits.check(key);
    return Optional.ofNullable(find(key));
  }

  @Override
  public synchronized List<Row> read(List<Key> keys) {
    Limits.checkReads(keys);
    List<Row> found = new ArrayList<>();
    for (Key key : keys) {
      Row row = find(key);
      if (row != null) found.add(row);
    }
    return found;
  }

  @Override
  public synchronized List<Row> snapshot(List<Key> keys) {
    return read(keys);
  }

  @Override
  public synchronized List<Row> query(
      String partition, String prefix, @Nullable String after, int limit) {
    Limits.checkLimit(limit);
    NavigableMap<String, Row> rows = partitions.get(partition);
    if (rows == null) return List.of();
    List<Row> found = new ArrayList<>();
    boolean past = after != null && KeyOrder.compare(after, prefix) >= 0;
    var tail = past ? rows.tailMap(after, false) : rows.tailMap(prefix, true);
    for (Row row : tail.values()) {
      if (!row.key().sort().startsWith(prefix) || found.size() == limit) break;
      found.add(row);
    }
    return found;
  }

  @Override
  public synchronized List<Row> index(String partition, String from, String to, int limit) {
    Limits.checkLimit(limit);
    return index.query(partition, from, to, limit);
  }

  @Override
  public synchronized Written write(Write write) {
    Limits.check(write);
    Row before = find(write.key());
    if (!Rows.hold(write.conditions(), before)) {
      return new Written.Refused(Optional.ofNullable(before));
    }
    Row after = Rows.after(write, before);
    put(write.key(), after);
    if (after != null) return new Written.Applied(after);
    return new Written.Applied(before != null ? before : new Row(write.key(), new TreeMap<>()));
  }

  @Override
  public synchronized Transacted transact(String token, List<Write> writes) {
    Limits.check(token, writes);
    if (writes.equals(applied.get(token))) return new Transacted.Applied();
    Map<Key, Optional<Row>> refused = new LinkedHashMap<>();
    Map<Key, Optional<Row>> changed = new LinkedHashMap<>();
    long bytes = 0;
    for (Write write : writes) {
      Key key = write.key();
      List<Condition> conditions = write.conditions();
      Row before = find(key);
      if (!Rows.hold(conditions, before)) {
        refused.put(key, Optional.ofNullable(before));
      } else if (refused.isEmpty()) {
        Row after = Rows.after(write, before);
        bytes += after == null ? 0 : after.size();
        changed.put(key, Optional.ofNullable(after));
      }
    }
    if (!refused.isEmpty()) return new Transacted.Refused(refused);
    Limits.checkSum(bytes);
    changed.forEach((key, row) -> put(key, row.orElse(null)));
    applied.put(token, List.copyOf(writes));
    return new Transacted.Applied();
  }

  /** Keeps the rows: another may still look at what is left. */
  @Override
  public void close() {}

  private @Nullable Row find(Key key) {
    NavigableMap<String, Row> rows = partitions.get(key.partition());
    return rows == null ? null : rows.get(key.sort());
  }

  private void put(Key key, @Nullable Row row) {
    if (row != null) {
      partitions
          .computeIfAbsent(key.partition(), _ -> new TreeMap<>(KeyOrder.BYTES))
          .put(key.sort(), row);
    } else {
      NavigableMap<String, Row> rows = partitions.get(key.partition());
      if (rows != null) {
        rows.remove(key.sort());
        if (rows.isEmpty()) partitions.remove(key.partition());
      }
    }
    index.changed(key, Rows.indexed(row));
    if (!lagging) index.catchUp(Integer.MAX_VALUE);
  }
}
