package io.longhaul.coordinator.units;

import io.longhaul.coordinator.dead.DeadFilter;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.UnitRow;
import io.longhaul.unit.Payload;
import io.longhaul.unit.RunName;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Goes through all units of a run, a page at a time. */
public final class AllUnits {
  private static final int PAGE = 500;

  private final Ledger ledger;
  private final RunName run;

  public AllUnits(Ledger ledger, RunName run) {
    this.ledger = ledger;
    this.run = run;
  }

  /**
   * Shows those that are meant until {@code goOn} says no.
   *
   * @throws InterruptedException between two units
   */
  public void each(UnitFilter filter, Predicate<UnitLine> goOn) throws InterruptedException {
    @Nullable Key after = null;
    while (true) {
      List<UnitRow> page = ledger.units().page(run, after, PAGE);
      for (UnitRow unit : page) {
        if (Thread.interrupted()) throw new InterruptedException();
        after = unit.row().key();
        if (!filter.selects(unit)) continue;
        Payload payload = ledger.units().payload(unit);
        if (!DeadFilter.mayHold(payload, filter.prefix())) continue;
        if (!goOn.test(new UnitLine(unit, payload))) return;
      }
      if (page.size() < PAGE) return;
    }
  }
}
