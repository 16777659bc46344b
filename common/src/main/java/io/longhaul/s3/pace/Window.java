package io.longhaul.s3.pace;

import io.longhaul.s3.StoreException;
import io.longhaul.time.Alarm;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.FailureClass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * How many requests may be under way at one place: one more whenever as many as that went well, a
 * quarter fewer when the place asks for it, never fewer than one. First come, first served.
 *
 * <p>It shrinks once for all that was under way at that moment: an era ends, and what belongs to an
 * older one changes nothing any more. It grows only while it is used to the full, for else nothing
 * is learnt. A quarter, not half: the sawtooth then stays close to what the place takes, and a
 * place's limits do not change as fast as a network's.
 */
final class Window {
  private static final double KEPT = 0.75;

  private final Time time;
  private final int most;
  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private double size;
  private int underWay;
  private long era;

  Window(Time time, int first, int most) {
    this.time = time;
    this.most = most;
    this.size = first;
  }

  private static final class Waiter {
    final Alarm alarm;
    boolean admitted;

    Waiter(Alarm alarm) {
      this.alarm = alarm;
    }
  }

  /**
   * Waits for its turn; {@link #leave} must follow.
   *
   * @return the era that the request belongs to
   * @throws StoreException {@link StoreException#NOT_SENT} if its turn does not come in time
   */
  long enter(Deadline deadline) throws InterruptedException {
    Waiter waiter;
    synchronized (this) {
      if (waiting.isEmpty() && room()) {
        underWay++;
        return era;
      }
      waiter = new Waiter(time.alarm());
      waiting.add(waiter);
    }
    boolean admitted = false;
    try {
      while (!admitted && !deadline.passed()) {
        waiter.alarm.await(deadline.remaining());
        admitted = admitted(waiter);
      }
    } finally {
      if (!admitted) giveUp(waiter);
    }
    if (admitted) return era();
    throw new StoreException(
        FailureClass.UNAVAILABLE,
        StoreException.NOT_SENT,
        "the store asked to be slower, and the request's turn did not come in time",
        null);
  }

  /** Enters if there is no need to wait; empty if there is. */
  synchronized OptionalLong tryEnter() {
    if (!waiting.isEmpty() || !room()) return OptionalLong.empty();
    underWay++;
    return OptionalLong.of(era);
  }

  private boolean room() {
    return underWay < (int) size;
  }

  private synchronized boolean admitted(Waiter waiter) {
    return waiter.admitted;
  }

  private synchronized long era() {
    return era;
  }

  private synchronized void giveUp(Waiter waiter) {
    if (waiter.admitted) {
      underWay--;
      admit();
    } else {
      waiting.remove(waiter);
    }
  }

  /**
   * A request has ended.
   *
   * @param well whether the place answered it, be it with a refusal
   */
  synchronized void leave(long era, boolean well) {
    if (well && era == this.era && underWay >= (int) size) size = Math.min(most, size + 1 / size);
    underWay--;
    admit();
  }

  /** The place asked a request of that era to be slower; false if it was heard already. */
  synchronized boolean slower(long era) {
    if (era != this.era) return false;
    this.era++;
    size = Math.max(1, size * KEPT);
    return true;
  }

  private void admit() {
    while (room()) {
      Waiter next = waiting.poll();
      if (next == null) return;
      next.admitted = true;
      underWay++;
      next.alarm.ring();
    }
  }

  synchronized boolean idle() {
    return underWay == 0 && waiting.isEmpty();
  }

  synchronized int size() {
    return (int) size;
  }
}
