package io.longhaul.archunit.offenders.ledger;

import io.longhaul.archunit.offenders.ledger.memory.Adapter;

public class KnowsItsAdapter {
  public Adapter adapter;
}
