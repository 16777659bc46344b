package io.longhaul.claim;

import io.longhaul.ledger.Key;
import io.longhaul.ledger.Row;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Transacted;
import io.longhaul.ledger.Write;
import io.longhaul.ledger.Written;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers everything, after something has passed. */
record SlowTable(Table table, Runnable passing) implements Table {
  @Override
  public Optional<Row> get(Key key) {
    passing.run();
    return table.get(key);
  }

  @Override
  public List<Row> read(List<Key> keys) {
    passing.run();
    return table.read(keys);
  }

  @Override
  public List<Row> snapshot(List<Key> keys) {
    passing.run();
    return table.snapshot(keys);
  }

  @Override
  public List<Row> query(String partition, String prefix, @Nullable String after, int limit) {
    passing.run();
    return table.query(partition, prefix, after, limit);
  }

  @Override
  public List<Row> index(String partition, String from, String to, int limit) {
    passing.run();
    return table.index(partition, from, to, limit);
  }

  @Override
  public Written write(Write write) {
    passing.run();
    return table.write(write);
  }

  @Override
  public Transacted transact(String token, List<Write> writes) {
    passing.run();
    return table.transact(token, writes);
  }

  @Override
  public void close() {
    table.close();
  }
}
