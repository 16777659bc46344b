package io.longhaul.time;

import java.time.Duration;
import java.time.Instant;

/**
 * The one clock of a process: nothing else may read a clock, wait for a time or start a thread.
 *
 * <p>The simulation puts a seeded scheduler behind it, so a wait that goes around this port is a
 * wait that the simulation cannot see.
 */
public interface Time {
  /** The wall clock, corrected where the process knows how far it is off. */
  Instant now();

  /** A monotonic clock in nanoseconds; only differences mean anything. */
  long nanos();

  /** Waits for this long, at least; returns at once for zero and less. */
  void sleep(Duration howLong) throws InterruptedException;

  /** A new alarm on this clock, not yet rung. */
  Alarm alarm();

  /** Starts a virtual thread that lives on this clock. */
  Thread start(String name, Runnable task);
}
