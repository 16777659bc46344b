package io.longhaul.coordinator.cli;

import io.longhaul.time.Alarm;
import io.longhaul.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock on which a sleep is over at once and moves the clock a little, and an alarm waits until
 * it rings: loops go round, and nothing lapses by itself.
 */
public final class BriskTime implements Time {
  private static final Instant START = Instant.parse("2026-11-02T08:00:00Z");

  private final AtomicLong nanos = new AtomicLong();

  /** Whether an alarm that has not rung yet is not waited for. */
  public volatile boolean lapsing;

  @Override
  public Instant now() {
    return START.plusNanos(nanos.get());
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  public void pass(Duration howLong) {
    nanos.addAndGet(howLong.toNanos());
  }

  @Override
  public void sleep(Duration howLong) throws InterruptedException {
    if (Thread.interrupted()) throw new InterruptedException();
    pass(Duration.ofMillis(1));
    Thread.yield();
  }

  @Override
  public Alarm alarm() {
    Semaphore rings = new Semaphore(0);
    return new Alarm() {
      @Override
      public void ring() {
        rings.release();
      }

      @Override
      public boolean await(Duration atMost) throws InterruptedException {
        while (!rings.tryAcquire(1, TimeUnit.MILLISECONDS)) {
          if (lapsing) return false;
        }
        rings.drainPermits();
        return true;
      }
    };
  }

  @Override
  public Thread start(String name, Runnable task) {
    return Thread.ofVirtual().name(name).start(task);
  }
}
