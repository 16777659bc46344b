package io.longhaul.ledger;

import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.util.List;

/** Notes which dead units were announced in the dead-letter queue. */
public final class Notices {
  private final Table table;

  Notices(Table table) {
    this.table = table;
  }

  /** Notes that the notice of a dead unit went out; nothing if it is not dead of that any more. */
  public void sent(UnitRef ref, String failure) {
    note(ref, failure, LedgerKeys.dead(failure, ref.unit()));
  }

  /** Notes that the notice is in the queue no more, so that the next sweep sends another. */
  public void lost(UnitRef ref, String failure) {
    note(ref, failure, LedgerKeys.unnoticed(failure, ref.unit()));
  }

  private void note(UnitRef ref, String failure, String word) {
    table.write(
        new Write.Update(
            LedgerKeys.unit(ref),
            List.of(
                new Condition.Is(UnitRow.STATE, UnitState.DEAD.name()),
                new Condition.Is(UnitRow.CLASS, failure)),
            List.of(new Change.Set(Attributes.INDEX_SORT, word))));
  }
}
