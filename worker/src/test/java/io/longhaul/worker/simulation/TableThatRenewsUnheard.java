package io.longhaul.worker.simulation;

import io.longhaul.ledger.Change;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Row;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Write;
import io.longhaul.ledger.Written;
import java.util.TreeMap;

/** Takes a renewal that the ledger did not answer for one that it made. */
final class TableThatRenewsUnheard extends PassingTable {
  TableThatRenewsUnheard(Table table) {
    super(table);
  }

  @Override
  public Written write(Write write) {
    try {
      return super.write(write);
    } catch (LedgerUnavailable e) {
      if (renews(write)) return new Written.Applied(new Row(write.key(), new TreeMap<>()));
      throw e;
    }
  }

  private static boolean renews(Write write) {
    return write instanceof Write.Update update
        && update.changes().getFirst() instanceof Change.Set set
        && set.attribute().equals("until");
  }
}
