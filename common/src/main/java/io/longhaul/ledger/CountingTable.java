package io.longhaul.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is asked of a table: the requests and rows that a unit costs are told from here,
 * alike for every adapter.
 *
 * <p>It counts what the ledger asked, once each, also where it was refused or failed; what an
 * adapter repeats by itself (conflicts, throttling, pages) is not in it.
 */
public final class CountingTable implements Table {
  /** The kinds of requests. */
  public enum Request {
    GET,
    READ,
    SNAPSHOT,
    QUERY,
    INDEX,
    WRITE,
    TRANSACT
  }

  private record Count(LongAdder requests, LongAdder rows) {}

  private final Table table;
  private final Map<Request, Count> counts = new EnumMap<>(Request.class);

  public CountingTable(Table table) {
    this.table = table;
    for (Request request : Request.values()) {
      counts.put(request, new Count(new LongAdder(), new LongAdder()));
    }
  }

  /** Requests of that kind so far. */
  public long requests(Request request) {
    return count(request).requests().sum();
  }

  /** Rows that requests of that kind named (get, read, snapshot, writes) or found (queries). */
  public long rows(Request request) {
    return count(request).rows().sum();
  }

  /** Requests of all kinds so far. */
  public long requests() {
    long sum = 0;
    for (Request request : Request.values()) sum += requests(request);
    return sum;
  }

  @Override
  public Optional<Row> get(Key key) {
    asked(Request.GET, 1);
    return table.get(key);
  }

  @Override
  public List<Row> read(List<Key> keys) {
    asked(Request.READ, keys.size());
    return table.read(keys);
  }

  @Override
  public List<Row> snapshot(List<Key> keys) {
    asked(Request.SNAPSHOT, keys.size());
    return table.snapshot(keys);
  }

  @Override
  public List<Row> query(String partition, String prefix, @Nullable String after, int limit) {
    asked(Request.QUERY, 0);
    return found(Request.QUERY, table.query(partition, prefix, after, limit));
  }

  @Override
  public List<Row> index(String partition, String from, String to, int limit) {
    asked(Request.INDEX, 0);
    return found(Request.INDEX, table.index(partition, from, to, limit));
  }

  @Override
  public Written write(Write write) {
    asked(Request.WRITE, 1);
    return table.write(write);
  }

  @Override
  public Transacted transact(String token, List<Write> writes) {
    asked(Request.TRANSACT, writes.size());
    return table.transact(token, writes);
  }

  @Override
  public void close() {
    table.close();
  }

  private void asked(Request request, int rows) {
    count(request).requests().increment();
    count(request).rows().add(rows);
  }

  private List<Row> found(Request request, List<Row> rows) {
    count(request).rows().add(rows.size());
    return rows;
  }

  private Count count(Request request) {
    Count count = counts.get(request);
    if (count == null) throw new IllegalStateException("no counter for " + request);
    return count;
  }
}
