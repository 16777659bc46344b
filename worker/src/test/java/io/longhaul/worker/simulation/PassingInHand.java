package io.longhaul.worker.simulation;

import io.longhaul.claim.InHand;
import io.longhaul.job.Job;
import io.longhaul.s3.pace.Allowance;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.Claim;
import java.time.Instant;
import java.util.Optional;

/** Passes everything on; saboteurs change the one thing they are named after. */
class PassingInHand implements InHand {
  final InHand unit;

  PassingInHand(InHand unit) {
    this.unit = unit;
  }

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
    return unit.began();
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
  public Optional<Allowance> allowance() {
    return unit.allowance();
  }

  @Override
  public boolean leaving() {
    return unit.leaving();
  }

  @Override
  public boolean cancelled() {
    return unit.cancelled();
  }
}
