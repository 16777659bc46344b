package io.longhaul.ledger;

/** What the parts of the ledger's contract need: a run of its own on the engine under test. */
interface LedgerUnderTest {
  LedgerScene scene();

  default Ledger ledger() {
    return scene().ledger;
  }
}
