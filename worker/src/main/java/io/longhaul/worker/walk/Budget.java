package io.longhaul.worker.walk;

import io.longhaul.job.UnitBudget;
import io.longhaul.time.Time;
import java.time.Duration;

/**
 * What one unit may still do before the rest of it leaves. Not safe for several threads, but for
 * {@link #timeOver}.
 */
public final class Budget {
  private final Time time;
  private final long longest;
  private final long begun;
  private long copiesLeft;

  public Budget(UnitBudget unit, Time time) {
    this.time = time;
    this.copiesLeft = unit.objects();
    this.longest = Duration.ofSeconds(unit.seconds()).toNanos();
    this.begun = time.nanos();
  }

  public void copy() {
    copiesLeft--;
  }

  long copiesLeft() {
    return copiesLeft;
  }

  boolean copiesOver() {
    return copiesLeft <= 0;
  }

  public boolean timeOver() {
    return time.nanos() - begun >= longest;
  }

  public boolean over() {
    return copiesOver() || timeOver();
  }
}
