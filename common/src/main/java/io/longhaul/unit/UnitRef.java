package io.longhaul.unit;

/** Where to look in the ledger: all that a queue message says. */
public record UnitRef(RunName run, UnitId unit) {
  @Override
  public String toString() {
    return run + "/" + unit;
  }
}
