package io.longhaul.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The machine's own clocks. */
public final class SystemTime implements Time {
  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration howLong) throws InterruptedException {
    if (howLong.isPositive()) Thread.sleep(howLong);
  }

  @Override
  public Alarm alarm() {
    return new SemaphoreAlarm();
  }

  @Override
  public Thread start(String name, Runnable task) {
    return Thread.ofVirtual().name(name).start(task);
  }

  private static final class SemaphoreAlarm implements Alarm {
    private final Semaphore rings = new Semaphore(0);

    @Override
    public void ring() {
      if (rings.availablePermits() == 0) rings.release();
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
      boolean rang = rings.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
      if (rang) rings.drainPermits();
      return rang;
    }
  }
}
