package io.longhaul.ledger;

/** What every {@link Table} must do, on every engine. */
public abstract class TableContract
    implements WriteContract, TransactContract, ReadContract, RaceContract {}
