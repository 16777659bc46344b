package io.longhaul.worker.simulation;

import io.longhaul.claim.InHand;
import io.longhaul.job.Job;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.Claim;
import java.time.Duration;
import java.time.Instant;

/** A unit whose run seems to have begun after all that was ever written. */
record InHandOfALaterRun(InHand unit) implements InHand {
  @Override
  public Claim claim() {
    return unit.claim();
  }

  @Override
  public Job job() {
    return unit.job();
  }

  @Override
  public Instant began() {
    return unit.began().plus(Duration.ofDays(1));
  }

  @Override
  public Time time() {
    return unit.time();
  }

  @Override
  public Deadline effect() {
    return unit.effect();
  }

  @Override
  public boolean leaving() {
    return unit.leaving();
  }
}
