package io.longhaul.aws;

import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Breaks off what nobody waits for, up to a second before its deadline: to look once a second costs
 * less than a timer for each.
 */
final class Overdue {
  /** What ends sooner could end between two looks. */
  static final Duration SHORTEST = Duration.ofSeconds(2);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Time time;
  private final Set<Watched> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  Overdue(Time time) {
    this.time = time;
  }

  /** By its identity: of two with the same deadline each counts. */
  private static final class Watched {
    final Deadline deadline;
    final Runnable breakOff;

    Watched(Deadline deadline, Runnable breakOff) {
      this.deadline = deadline;
      this.breakOff = breakOff;
    }

    boolean overdue() {
      return deadline.remaining().compareTo(BETWEEN_LOOKS) <= 0;
    }
  }

  /** Watches it until what is returned is run. */
  Runnable watch(Deadline deadline, Runnable breakOff) {
    Watched watched = new Watched(deadline, breakOff);
    open.add(watched);
    look();
    return () -> open.remove(watched);
  }

  private void look() {
    if (!looking.get() && looking.compareAndSet(false, true)) {
      var unused = time.start("overdue", this::lookUntilNoneIsOpen);
    }
  }

  private void lookUntilNoneIsOpen() {
    try {
      while (!open.isEmpty()) {
        time.sleep(BETWEEN_LOOKS);
        for (Watched watched : open) if (watched.overdue()) watched.breakOff.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    } finally {
      looking.set(false);
    }
    if (!open.isEmpty() && !Thread.currentThread().isInterrupted()) look();
  }
}
