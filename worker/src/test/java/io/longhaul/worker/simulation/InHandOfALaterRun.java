package io.longhaul.worker.simulation;

import io.longhaul.claim.InHand;
import java.time.Duration;
import java.time.Instant;

/** A unit whose run seems to have begun after all that was ever written. */
final class InHandOfALaterRun extends PassingInHand {
  InHandOfALaterRun(InHand unit) {
    super(unit);
  }

  @Override
  public Instant began() {
    return super.began().plus(Duration.ofDays(1));
  }
}
