package io.longhaul.coordinator.dead;

import io.longhaul.coordinator.Unreadable;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.OpenUnits.Dead;
import io.longhaul.ledger.UnitRow;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.util.Optional;

/** Goes through the dead units of a run that are meant, one by one, holding none. */
public final class DeadUnits {
  private final Ledger ledger;
  private final RunName run;
  private final DeadFilter filter;
  private final long limit;
  private final Unreadable bad;

  /**
   * @param limit so many at most
   * @param bad hears of each that cannot be read, and is passed over
   */
  public DeadUnits(Stack stack, RunName run, DeadFilter filter, long limit, Unreadable bad) {
    this.ledger = new Ledger(stack.table(), bad);
    this.run = run;
    this.filter = filter;
    this.limit = limit;
    this.bad = bad;
  }

  /** Is shown a unit; true: it counts against the limit. */
  @FunctionalInterface
  public interface Visitor {
    boolean visit(Found unit) throws InterruptedException;
  }

  public RunName run() {
    return run;
  }

  public Unreadable bad() {
    return bad;
  }

  long limit() {
    return limit;
  }

  DeadFilter filter() {
    return filter;
  }

  /**
   * Shows each to the visitor; the index names them, their rows decide.
   *
   * @throws InterruptedException between two units
   */
  public void each(Visitor visitor) throws InterruptedException {
    long[] counted = {0};
    boolean[] interrupted = {false};
    if (!filter.units().isEmpty()) {
      for (UnitId unit : filter.units()) {
        Optional<Found> found = selected(new UnitRef(run, unit));
        if (found.isPresent() && visitor.visit(found.get()) && ++counted[0] >= limit) return;
      }
      return;
    }
    ledger
        .open()
        .eachDead(
            run,
            filter.failure(),
            (Dead hint) -> {
              if (Thread.interrupted()) {
                interrupted[0] = true;
                return false;
              }
              try {
                Optional<Found> found = selected(hint.ref());
                if (found.isPresent() && visitor.visit(found.get())) counted[0]++;
              } catch (InterruptedException e) {
                interrupted[0] = true;
              }
              return counted[0] < limit && !interrupted[0];
            });
    if (interrupted[0]) throw new InterruptedException();
  }

  private Optional<Found> selected(UnitRef ref) throws InterruptedException {
    return bad.step(
        UnitRow.key(ref), Optional.empty(), () -> find(ledger, ref).filter(filter::selects));
  }

  /** The unit, if it is dead. */
  static Optional<Found> find(Ledger ledger, UnitRef ref) {
    return ledger
        .units()
        .find(ref)
        .filter(unit -> unit.state() == UnitState.DEAD)
        .map(unit -> new Found(unit, ledger.units().payload(unit)));
  }
}
