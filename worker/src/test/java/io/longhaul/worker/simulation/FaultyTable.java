package io.longhaul.worker.simulation;

import io.longhaul.ledger.Key;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Row;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Transacted;
import io.longhaul.ledger.Write;
import io.longhaul.ledger.Written;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The ledger as one process reaches it: it may be silent, or act and lose the answer. */
record FaultyTable(SimulatedProcess process, Table table, Faults faults, Renewals renewals)
    implements Table {
  private <T> T call(Supplier<T> request) {
    faults.step(process);
    if (faults.ledgerSilent()) throw renewals.silent(new LedgerUnavailable("outage"));
    if (faults.ledgerFails()) {
      if (faults.coin()) {
        T unheard = request.get();
        assert unheard != null;
      }
      throw renewals.silent(new LedgerUnavailable("answer lost"));
    }
    T answer = request.get();
    faults.step(process);
    renewals.answered();
    return answer;
  }

  @Override
  public Optional<Row> get(Key key) {
    return call(() -> table.get(key));
  }

  @Override
  public List<Row> read(List<Key> keys) {
    List<Row> rows = call(() -> table.read(keys));
    faults.glanced(process, rows);
    return rows;
  }

  @Override
  public List<Row> snapshot(List<Key> keys) {
    return call(() -> table.snapshot(keys));
  }

  @Override
  public List<Row> query(String partition, String prefix, @Nullable String after, int limit) {
    return call(() -> table.query(partition, prefix, after, limit));
  }

  @Override
  public List<Row> index(String partition, String from, String to, int limit) {
    return call(() -> table.index(partition, from, to, limit));
  }

  @Override
  public Written write(Write write) {
    return call(() -> table.write(write));
  }

  @Override
  public Transacted transact(String token, List<Write> writes) {
    return call(() -> table.transact(token, writes));
  }

  @Override
  public void close() {}
}
