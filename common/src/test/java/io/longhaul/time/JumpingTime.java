package io.longhaul.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A clock for tests of one thread: it stands still, and jumps over whatever is waited for. */
public final class JumpingTime implements Time {
  private static final Instant START = Instant.parse("2026-11-02T08:00:00Z");

  private final AtomicLong nanos = new AtomicLong();

  @Override
  public Instant now() {
    return START.plusNanos(nanos.get());
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void sleep(Duration howLong) throws InterruptedException {
    if (Thread.interrupted()) throw new InterruptedException();
    pass(howLong);
  }

  public void pass(Duration howLong) {
    if (howLong.isPositive()) nanos.addAndGet(howLong.toNanos());
  }

  @Override
  public Alarm alarm() {
    AtomicBoolean rung = new AtomicBoolean();
    return new Alarm() {
      @Override
      public void ring() {
        rung.set(true);
      }

      @Override
      public boolean await(Duration atMost) throws InterruptedException {
        boolean rang = rung.getAndSet(false);
        if (!rang) sleep(atMost);
        return rang;
      }
    };
  }

  @Override
  public Thread start(String name, Runnable task) {
    return Thread.ofVirtual().name(name).start(task);
  }
}
