package io.longhaul.ledger.h2;

import io.longhaul.time.Alarm;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets so many in at once; others wait for their turn, first come first served, until a deadline.
 */
final class Turns {
  private final Time time;
  private final Deque<Alarm> waiting = new ArrayDeque<>();
  private int free;

  Turns(Time time, int most) {
    this.time = time;
    this.free = most;
  }

  /** Whether one was had in time; an interrupt does not cut the wait short, and is kept. */
  boolean await(Deadline deadline) {
    Alarm mine;
    synchronized (waiting) {
      if (free > 0) {
        free--;
        return true;
      }
      mine = time.alarm();
      waiting.add(mine);
    }
    boolean interrupted = false;
    boolean had = false;
    while (!had && !deadline.passed()) {
      try {
        had = mine.await(deadline.remaining());
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
    synchronized (waiting) {
      // no longer among those who wait: it was given in the last moment
      return !waiting.remove(mine);
    }
  }

  void giveBack() {
    synchronized (waiting) {
      Alarm next = waiting.poll();
      if (next == null) free++;
      else next.ring();
    }
  }
}
