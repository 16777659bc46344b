package io.longhaul.worker.noop;

import io.longhaul.claim.InHand;
import io.longhaul.claim.UnitHandler;
import io.longhaul.kind.Noop;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Items;

/** Does nothing, or splits what stands for several. */
public final class NoopHandler implements UnitHandler {
  private final Noop noop = new Noop();

  @Override
  public Outcome handle(InHand unit) {
    if (unit.claim().payload() instanceof Items items) return noop.outcome(unit.job(), items);
    throw new IllegalArgumentException(unit.claim().ref() + ": noop has items only");
  }
}
