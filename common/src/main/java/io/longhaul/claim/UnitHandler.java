package io.longhaul.claim;

import io.longhaul.unit.Outcome;

/** Does one kind of unit, any number of times, with one visible effect. */
@FunctionalInterface
public interface UnitHandler {
  /**
   * Does the unit.
   *
   * @throws InterruptedException when the unit was taken away; nothing is settled then
   */
  Outcome handle(InHand unit) throws InterruptedException;
}
