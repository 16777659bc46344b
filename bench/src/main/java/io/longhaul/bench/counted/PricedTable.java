package io.longhaul.bench.counted;

import io.longhaul.ledger.Attributes;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.Row;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Transacted;
import io.longhaul.ledger.Write;
import io.longhaul.ledger.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts the capacity that DynamoDB would bill for what a table is asked, by looking at each row
 * before and after it is written. Looking is not atomic with writing: with many workers the sums
 * are off by what raced in between, which is little.
 */
public final class PricedTable implements Table {
  private static final int WRITE_BYTES = 1024;
  private static final int READ_BYTES = 4096;

  private final Table table;
  private final LongAdder writeUnits = new LongAdder();
  private final LongAdder halfReadUnits = new LongAdder();

  public PricedTable(Table table) {
    this.table = table;
  }

  public long writeUnits() {
    return writeUnits.sum();
  }

  public long halfReadUnits() {
    return halfReadUnits.sum();
  }

  @Override
  public Optional<Row> get(Key key) {
    Optional<Row> row = table.get(key);
    halfReadUnits.add(2 * reads(row.map(Row::size).orElse(0)));
    return row;
  }

  @Override
  public List<Row> read(List<Key> keys) {
    return priced(table.read(keys), keys.size(), 2);
  }

  @Override
  public List<Row> snapshot(List<Key> keys) {
    return priced(table.snapshot(keys), keys.size(), 4);
  }

  /** What is not there is billed as the smallest that is. */
  private List<Row> priced(List<Row> rows, int asked, int each) {
    for (Row row : rows) halfReadUnits.add(each * reads(row.size()));
    halfReadUnits.add((long) each * (asked - rows.size()));
    return rows;
  }

  /** A query is billed by the sum of what it found. */
  @Override
  public List<Row> query(String partition, String prefix, @Nullable String after, int limit) {
    List<Row> rows = table.query(partition, prefix, after, limit);
    halfReadUnits.add(2 * reads(rows.stream().mapToInt(Row::size).sum()));
    return rows;
  }

  @Override
  public List<Row> index(String partition, String from, String to, int limit) {
    List<Row> rows = table.index(partition, from, to, limit);
    halfReadUnits.add(reads(rows.stream().mapToInt(Row::size).sum()));
    return rows;
  }

  @Override
  public Written write(Write write) {
    Map<Key, Optional<Row>> before = rows(List.of(write));
    Written written = table.write(write);
    bill(before, written instanceof Written.Applied, 1);
    return written;
  }

  @Override
  public Transacted transact(String token, List<Write> writes) {
    Map<Key, Optional<Row>> before = rows(writes);
    Transacted transacted = table.transact(token, writes);
    bill(before, transacted instanceof Transacted.Applied, 2);
    return transacted;
  }

  private Map<Key, Optional<Row>> rows(List<Write> writes) {
    Map<Key, Optional<Row>> rows = new HashMap<>();
    for (Write write : writes) rows.put(write.key(), table.get(write.key()));
    return rows;
  }

  /** A write that was refused is billed for the row that it met. */
  private void bill(Map<Key, Optional<Row>> before, boolean applied, int each) {
    before.forEach((key, was) -> {
      Optional<Row> is = applied ? table.get(key) : was;
      int size = Math.max(size(was), size(is));
      writeUnits.add((long) each * Math.max(1, Math.ceilDiv(size, WRITE_BYTES)));
      if (applied) writeUnits.add(indexed(was, is));
    });
  }

  /** Rows of the index are well below a KB. */
  private static int indexed(Optional<Row> before, Optional<Row> after) {
    List<Object> was = shown(before);
    List<Object> is = shown(after);
    if (was.equals(is)) return 0;
    boolean moved = was.isEmpty() || is.isEmpty() || !was.subList(0, 2).equals(is.subList(0, 2));
    return moved ? (was.isEmpty() ? 0 : 1) + (is.isEmpty() ? 0 : 1) : 1;
  }

  /** What the index shows of a row, its two keys first; nothing: it is not in there. */
  private static List<Object> shown(Optional<Row> row) {
    List<Object> shown = new ArrayList<>();
    if (row.isEmpty() || !row.get().has(Attributes.INDEX_PARTITION)) return shown;
    Map<String, Object> attributes = row.get().attributes();
    shown.add(value(attributes, Attributes.INDEX_PARTITION));
    shown.add(value(attributes, Attributes.INDEX_SORT));
    Attributes.INDEXED.stream().sorted().forEach(name -> shown.add(value(attributes, name)));
    return shown;
  }

  private static Object value(Map<String, Object> attributes, String name) {
    return Objects.requireNonNullElse(attributes.get(name), "");
  }

  private static int size(Optional<Row> row) {
    return row.map(Row::size).orElse(0);
  }

  private static long reads(int bytes) {
    return Math.max(1, Math.ceilDiv(bytes, READ_BYTES));
  }

  @Override
  public void close() {
    table.close();
  }
}
