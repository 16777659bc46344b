package io.longhaul.worker.simulation;

import io.longhaul.claim.InHand;
import io.longhaul.claim.SessionOver;
import io.longhaul.time.Deadline;

/** A unit whose worker goes on although its session is over. */
final class InHandThatOutlivesItsSession extends PassingInHand {
  InHandThatOutlivesItsSession(InHand unit) {
    super(unit);
  }

  @Override
  public Deadline effect() {
    try {
      return super.effect();
    } catch (SessionOver e) {
      return Deadline.in(time(), World.SESSION.longestEffect());
    }
  }
}
