package io.longhaul.coordinator.units;

import io.longhaul.coordinator.Unreadable;
import io.longhaul.coordinator.dead.DeadFilter;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.UnitRow;
import io.longhaul.unit.Payload;
import io.longhaul.unit.RunName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Goes through all units of a run, a page at a time. */
public final class AllUnits {
  private static final int PAGE = 500;

  private final Ledger ledger;
  private final RunName run;
  private final Unreadable bad;

  /**
   * @param bad hears of each that cannot be read, and is left out
   */
  public AllUnits(Ledger ledger, RunName run, Unreadable bad) {
    this.ledger = ledger;
    this.run = run;
    this.bad = bad;
  }

  /**
   * Shows those that are meant, as lines of a form, until {@code goOn} says no.
   *
   * @throws InterruptedException between two units
   */
  public void each(UnitFilter filter, Function<UnitLine, String> form, Predicate<String> goOn)
      throws InterruptedException {
    @Nullable Key after = null;
    while (true) {
      List<UnitRow> page = ledger.units().page(run, after, PAGE);
      for (UnitRow unit : page) {
        if (Thread.interrupted()) throw new InterruptedException();
        after = unit.row().key();
        Optional<String> line = bad.step(after, Optional.empty(), () -> line(unit, filter, form));
        if (line.isPresent() && !goOn.test(line.get())) return;
      }
      if (page.size() < PAGE) return;
    }
  }

  private Optional<String> line(UnitRow unit, UnitFilter filter, Function<UnitLine, String> form) {
    if (!filter.selects(unit)) return Optional.empty();
    Payload payload = ledger.units().payload(unit);
    return DeadFilter.mayHold(payload, filter.prefix())
        ? Optional.of(form.apply(new UnitLine(unit, payload)))
        : Optional.empty();
  }
}
