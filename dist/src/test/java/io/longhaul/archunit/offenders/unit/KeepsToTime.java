package io.longhaul.archunit.offenders.unit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What the rule must leave alone. */
public class KeepsToTime {
  Object arithmetic(Instant instant) {
    return instant.plus(Duration.of(1, ChronoUnit.SECONDS));
  }

  long conversion() {
    return TimeUnit.SECONDS.convert(1, TimeUnit.MINUTES) + TimeUnit.SECONDS.toNanos(1);
  }

  Object fixedClock(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }

  void untimed(Thread thread, CountDownLatch latch) throws InterruptedException {
    latch.await();
    thread.join();
  }

  Object keepAlive() {
    return new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1));
  }
}
