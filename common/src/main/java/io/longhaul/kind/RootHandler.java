package io.longhaul.kind;

import io.longhaul.claim.InHand;
import io.longhaul.claim.UnitHandler;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;

/** Cuts up whole jobs, of every kind alike: whoever holds a root, submit or a worker, may do it. */
public final class RootHandler implements UnitHandler {
  private final Kinds kinds;

  public RootHandler(Kinds kinds) {
    this.kinds = kinds;
  }

  @Override
  public Outcome handle(InHand unit) {
    if (!(unit.claim().payload() instanceof Payload.Root root)) {
      throw new IllegalArgumentException(unit.claim().ref() + " is no root");
    }
    return kinds.named(unit.claim().kind()).cut(unit.job(), root);
  }
}
