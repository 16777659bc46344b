package io.longhaul.coordinator.dead;

import io.longhaul.coordinator.Figures;
import io.longhaul.stack.Stack;
import io.longhaul.unit.WorkerId;
import java.util.Optional;

/** Closes dead units by hand, with the reason that a person gives: their objects are skipped. */
public final class Acceptance {
  /** A unit that died again, or moved, between two readings is looked at so often. */
  private static final int TRIES = 3;

  private final Stack stack;
  private final String by;
  private final String why;
  private final WorkerId me;

  /**
   * @param by who accepts, for the record
   */
  public Acceptance(Stack stack, String by, String why, WorkerId me) {
    this.stack = stack;
    this.by = by;
    this.why = why;
    this.me = me;
  }

  /**
   * What became of it.
   *
   * @param beyond units that may hold keys without the prefix, which are left as they are
   * @param notices taken out of the dead-letter queue; empty: it did not answer
   */
  public record Accepted(
      long units, long objects, long unlisted, long beyond, Optional<Integer> notices) {
    /** {@code 2 units accepted: 3 objects count as skipped}. */
    public String sentence() {
      String what = Figures.count(units, "unit") + " accepted";
      if (units == 0) return what;
      return what
          + ": %s as skipped%s"
              .formatted(
                  Figures.count(objects, "object"),
                  unlisted == 0
                      ? ""
                      : ", %s stay unknown".formatted(Figures.count(unlisted, "unlisted range")));
    }
  }

  /** Those that would be, and nothing is changed. */
  public static Groups wouldAccept(DeadUnits dead) throws InterruptedException {
    Groups groups = new Groups();
    dead.each(unit -> !dead.filter().reachesBeyond(unit) && groups.add(unit));
    return groups;
  }

  public Accepted accept(DeadUnits dead) throws InterruptedException {
    Groups accepted = new Groups();
    long[] beyond = {0};
    dead.each(unit -> {
      if (dead.filter().reachesBeyond(unit)) {
        beyond[0]++;
        return false;
      }
      return dead.bad().step(unit.row().row().key(), false, () -> accept(unit, accepted));
    });
    Optional<Integer> notices = new DeadLetters(stack).clear(dead.run());
    return new Accepted(
        accepted.units(), accepted.objects(), accepted.unlisted(), beyond[0], notices);
  }

  private boolean accept(Found unit, Groups accepted) {
    Optional<Found> now = Optional.of(unit);
    for (int i = 0; i < TRIES && now.isPresent(); i++) {
      if (stack.ledger().redrives().accept(unit.ref(), by, why, me, stack.time().now())) {
        return accepted.add(now.get());
      }
      now = DeadUnits.find(stack.ledger(), unit.ref());
    }
    return false;
  }
}
