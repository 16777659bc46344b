package io.longhaul.ledger.memory;

import io.longhaul.ledger.LedgerContract;
import io.longhaul.ledger.Table;

class InMemoryLedgerTest extends LedgerContract {
  private static final Table TABLE = new InMemoryTable();

  @Override
  protected Table table() {
    return TABLE;
  }
}
