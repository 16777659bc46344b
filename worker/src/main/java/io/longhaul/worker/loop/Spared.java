package io.longhaul.worker.loop;

import io.longhaul.time.Time;
import java.time.Duration;

/** Whether this worker leaves a tier's units to others, for a time that passes by itself. */
final class Spared {
  private final Time time;
  private volatile long until;

  Spared(Time time) {
    this.time = time;
    this.until = time.nanos();
  }

  /** From now on, for so long. */
  void spare(Duration howLong) {
    until = time.nanos() + howLong.toNanos();
  }

  /** Waits until it is over. */
  void awaitOver() throws InterruptedException {
    for (long left = until - time.nanos(); left > 0; left = until - time.nanos()) {
      time.sleep(Duration.ofNanos(left));
    }
  }
}
