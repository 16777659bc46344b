package io.longhaul.worker.walk;

import io.longhaul.time.Alarm;
import io.longhaul.time.Time;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;

/**
 * A clock whose threads take turns as a seed says, all of them on the thread that drives it; when
 * none can go on, it jumps to what is waited for next.
 */
public final class SeededTime implements Time {
  private static final Instant START = Instant.parse("2026-11-02T08:00:00Z");

  private final Random random;
  private final List<Runnable> ready = new ArrayList<>();
  private final PriorityQueue<Sleeper> sleepers =
      new PriorityQueue<>(Comparator.comparingLong(Sleeper::until).thenComparing(Sleeper::number));
  private long nanos;
  private long number;

  public SeededTime(long seed) {
    random = new Random(seed);
  }

  private record Sleeper(long until, long number, Semaphore wake) {}

  /** Runs on a virtual thread of this clock; all that it starts must end before it does. */
  public <T> T run(Callable<T> task) throws Exception {
    FutureTask<T> result = new FutureTask<>(task);
    start("main", result);
    while (!result.isDone()) step();
    return result.state() == java.util.concurrent.Future.State.SUCCESS
        ? result.resultNow()
        : rethrow(result.exceptionNow());
  }

  private static <T> T rethrow(Throwable e) throws Exception {
    if (e instanceof Exception exception) throw exception;
    throw new AssertionError(e);
  }

  private void step() {
    if (!ready.isEmpty()) {
      ready.remove(random.nextInt(ready.size())).run();
      return;
    }
    Sleeper next = sleepers.poll();
    if (next == null) throw new AssertionError("all wait for each other");
    nanos = Math.max(nanos, next.until());
    next.wake().release();
  }

  /** Whether any thread but the caller's could still go on. */
  public boolean quiet() {
    return ready.isEmpty() && sleepers.isEmpty();
  }

  public void pass(Duration howLong) {
    nanos += howLong.toNanos();
  }

  @Override
  public Instant now() {
    return START.plusNanos(nanos);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void sleep(Duration howLong) throws InterruptedException {
    if (Thread.interrupted()) throw new InterruptedException();
    if (!howLong.isPositive()) return;
    Sleeper sleeper = new Sleeper(nanos + howLong.toNanos(), number++, new Semaphore(0));
    sleepers.add(sleeper);
    try {
      sleeper.wake().acquire();
    } finally {
      sleepers.remove(sleeper);
    }
  }

  @Override
  public Alarm alarm() {
    throw new UnsupportedOperationException("no handler waits for an alarm");
  }

  @Override
  public Thread start(String name, Runnable task) {
    return onThisClock().name(name).start(task);
  }

  private Thread.Builder.OfVirtual onThisClock() {
    try {
      Class<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
      Constructor<?> constructor = builder.getDeclaredConstructor(Executor.class);
      constructor.setAccessible(true);
      return (Thread.Builder.OfVirtual) constructor.newInstance((Executor) ready::add);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("virtual threads on a scheduler of ours", e);
    }
  }
}
