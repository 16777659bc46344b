package io.longhaul.worker.simulation;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Runs virtual threads one at a time on the thread that calls {@link #runUntil}, the next one
 * picked by the seed; when none can run, the clock jumps to the next timer.
 */
final class Scheduler {
  private static final Constructor<?> BUILDER = builder();

  final SplittableRandom random;
  private final List<Runnable> ready = new ArrayList<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private long nanos;
  private long timersSet;
  private long steps;

  private record Timer(long at, long number, Runnable task) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
    }
  }

  Scheduler(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The JDK has no public way to give virtual threads a scheduler (opened by --add-opens). */
  private static Constructor<?> builder() {
    try {
      Constructor<?> constructor =
          Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
              .getDeclaredConstructor(Executor.class);
      constructor.setAccessible(true);
      return constructor;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK's virtual threads take no scheduler", e);
    }
  }

  static Thread.Builder.OfVirtual threadsOn(Executor executor) {
    try {
      return (Thread.Builder.OfVirtual) BUILDER.newInstance(executor);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  void ready(Runnable continuation) {
    ready.add(continuation);
  }

  /** Virtual nanoseconds since the simulation began. */
  long nanos() {
    return nanos;
  }

  long steps() {
    return steps;
  }

  void at(long when, Runnable task) {
    timers.add(new Timer(when, timersSet++, task));
  }

  /** Runs until that holds; false if virtual time or steps ran out before, or nothing can go on. */
  boolean runUntil(BooleanSupplier done, long lastNanos, long mostSteps) {
    while (!done.getAsBoolean()) {
      if (steps++ > mostSteps) return false;
      if (!ready.isEmpty()) {
        int pick = random.nextInt(ready.size());
        Runnable next = ready.get(pick);
        Runnable last = ready.removeLast();
        if (pick < ready.size()) ready.set(pick, last);
        next.run();
      } else {
        Timer timer = timers.poll();
        if (timer == null || timer.at() > lastNanos) return false;
        nanos = Math.max(nanos, timer.at());
        timer.task().run();
      }
    }
    return true;
  }
}
