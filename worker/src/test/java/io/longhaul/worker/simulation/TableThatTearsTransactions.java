package io.longhaul.worker.simulation;

import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Transacted;
import io.longhaul.ledger.Write;
import java.util.List;

/** Now and then applies only the first half of a transaction, and says that it is not there. */
final class TableThatTearsTransactions extends PassingTable {
  private int transactions;

  TableThatTearsTransactions(Table table) {
    super(table);
  }

  @Override
  public Transacted transact(String token, List<Write> writes) {
    if (++transactions % 7 != 0 || writes.size() < 2) return super.transact(token, writes);
    Transacted half = super.transact(token, writes.subList(0, writes.size() / 2));
    if (half instanceof Transacted.Refused) return half;
    throw new LedgerUnavailable("torn");
  }
}
