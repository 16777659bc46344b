package io.longhaul.worker.loop;

import io.longhaul.time.Alarm;
import io.longhaul.time.Time;
import io.longhaul.unit.RunName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The threads that do units, so that they can be waited for and called off. */
final class UnitsInHand {
  // linked, so that a simulation interrupts them in the same order each time
  private final Map<Thread, RunName> threads = new LinkedHashMap<>();
  private final Alarm empty;
  private boolean calledOff;

  UnitsInHand(Time time) {
    empty = time.alarm();
  }

  /**
   * Begins a unit on this thread; false if they were all called off: then its message is given
   * back, which is waited for like a unit.
   */
  synchronized boolean begin(RunName run) {
    threads.put(Thread.currentThread(), run);
    return !calledOff;
  }

  void end() {
    synchronized (this) {
      threads.remove(Thread.currentThread());
      // an interrupt that came as the unit ended must not reach what this thread does next
      if (calledOff) Thread.interrupted();
    }
    empty.ring();
  }

  synchronized int size() {
    return threads.size();
  }

  /** Interrupts all, and lets none begin any more. */
  void callOff() {
    List<Thread> all;
    synchronized (this) {
      calledOff = true;
      all = List.copyOf(threads.keySet());
    }
    all.forEach(Thread::interrupt);
  }

  /** Waits until there is none, at most so long; whether there is none. */
  boolean awaitNone(Time time, Duration atMost) throws InterruptedException {
    long until = time.nanos() + atMost.toNanos();
    while (size() > 0) {
      long left = until - time.nanos();
      if (left <= 0) return false;
      empty.await(Duration.ofNanos(left));
    }
    return true;
  }
}
