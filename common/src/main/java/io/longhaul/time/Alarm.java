package io.longhaul.time;

import java.time.Duration;

/** Wakes one waiting thread; a ring that nobody waits for is kept for the next who does. */
public interface Alarm {
  /** Rings; several rings before a wait count as one. */
  void ring();

  /**
   * Waits for a ring, at most this long.
   *
   * @return whether it rang; the ring is used up
   */
  boolean await(Duration atMost) throws InterruptedException;
}
