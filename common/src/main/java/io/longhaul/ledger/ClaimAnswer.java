package io.longhaul.ledger;

import io.longhaul.unit.Claim;

/** What the ledger says to whoever wants a unit. */
public sealed interface ClaimAnswer {
  record Won(Claim claim) implements ClaimAnswer {}

  /** Closed, held by another or not yet due: its message has done its work. */
  record Refused(String why) implements ClaimAnswer {}

  /** It needs a newer worker than this one. */
  record TooNew(int version) implements ClaimAnswer {}

  /** The ledger has no such unit or run. */
  record Unknown() implements ClaimAnswer {}
}
