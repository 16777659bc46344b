package io.longhaul.worker.loop;

import io.longhaul.time.Time;
import java.time.Duration;

/** Says whether to speak of something that happens again and again: at first, then at a pace. */
final class Rarely {
  private final Time time;
  private final Duration pace;
  private boolean spoken;
  private long last;

  Rarely(Time time, Duration pace) {
    this.time = time;
    this.pace = pace;
  }

  boolean now() {
    long now = time.nanos();
    if (spoken && now - last < pace.toNanos()) return false;
    spoken = true;
    last = now;
    return true;
  }
}
