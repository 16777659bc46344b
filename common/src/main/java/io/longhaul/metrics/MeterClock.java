package io.longhaul.metrics;

import io.longhaul.time.Time;
import io.micrometer.core.instrument.Clock;

/** Gives meters the process's one clock. */
public record MeterClock(Time time) implements Clock {
  @Override
  public long wallTime() {
    return time.now().toEpochMilli();
  }

  @Override
  public long monotonicTime() {
    return time.nanos();
  }
}
