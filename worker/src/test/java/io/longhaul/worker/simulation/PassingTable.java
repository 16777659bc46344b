package io.longhaul.worker.simulation;

import io.longhaul.ledger.Key;
import io.longhaul.ledger.Row;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Transacted;
import io.longhaul.ledger.Write;
import io.longhaul.ledger.Written;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes everything on; saboteurs change the one thing they are named after. */
class PassingTable implements Table {
  final Table table;

  PassingTable(Table table) {
    this.table = table;
  }

  /** Each write on its way, alone or in a transaction. */
  Write pass(Write write) {
    return write;
  }

  @Override
  public Optional<Row> get(Key key) {
    return table.get(key);
  }

  @Override
  public List<Row> read(List<Key> keys) {
    return table.read(keys);
  }

  @Override
  public List<Row> snapshot(List<Key> keys) {
    return table.snapshot(keys);
  }

  @Override
  public List<Row> query(String partition, String prefix, @Nullable String after, int limit) {
    return table.query(partition, prefix, after, limit);
  }

  @Override
  public List<Row> index(String partition, String from, String to, int limit) {
    return table.index(partition, from, to, limit);
  }

  @Override
  public Written write(Write write) {
    return table.write(pass(write));
  }

  @Override
  public Transacted transact(String token, List<Write> writes) {
    List<Write> passed =
        writes.stream().map(this::pass).filter(PassingTable::doesSomething).toList();
    return table.transact(token, passed);
  }

  /** A check whose conditions were all taken away is nothing that a table would take. */
  private static boolean doesSomething(Write write) {
    return !(write instanceof Write.Update update
        && update.changes().isEmpty()
        && update.conditions().isEmpty());
  }

  @Override
  public void close() {}
}
