package io.longhaul.worker.simulation;

import io.longhaul.ledger.Change;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Write;

/** Never takes a tally back out of a counter row. */
final class TableThatKeepsTallies extends PassingTable {
  TableThatKeepsTallies(Table table) {
    super(table);
  }

  @Override
  Write pass(Write write) {
    if (!(write instanceof Write.Update update)) return write;
    return new Write.Update(
        update.key(),
        update.conditions(),
        update.changes().stream().filter(change -> !takesBack(change)).toList());
  }

  private static boolean takesBack(Change change) {
    return change instanceof Change.Add add && add.attribute().startsWith("t.") && add.value() < 0;
  }
}
