package io.longhaul.worker.loop;

import io.longhaul.time.Time;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double from failure to failure, up to a bound, with full jitter. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Time time;
  private final RandomGenerator random;
  private Duration bound = FIRST;

  Backoff(Time time, RandomGenerator random) {
    this.time = time;
    this.random = random;
  }

  void reset() {
    bound = FIRST;
  }

  void pause() throws InterruptedException {
    time.sleep(Duration.ofMillis(1 + random.nextLong(bound.toMillis())));
    Duration doubled = bound.multipliedBy(2);
    bound = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
