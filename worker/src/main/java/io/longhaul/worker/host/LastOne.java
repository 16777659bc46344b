package io.longhaul.worker.host;

import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Session;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a worker that leaves is the last on its machine: of several that leave at once it is
 * exactly one, that with the lowest id, which waits for the others.
 *
 * <p>A session that is there and is not renewed is a dead worker's, such as that of the process
 * before this one: it is waited out and not counted on.
 */
final class LastOne {
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** A session, and what its worker may take to hand back its units. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final Ledger ledger;
  private final Time time;
  private final String host;

  /**
   * @param host as sessions name this machine
   */
  LastOne(Ledger ledger, Time time, String host) {
    this.ledger = ledger;
    this.time = time;
    this.host = host;
  }

  /**
   * Waits until that is known, for minutes at most.
   *
   * @throws io.longhaul.ledger.LedgerUnavailable if it cannot be
   */
  boolean is(WorkerId me) throws InterruptedException {
    Deadline deadline = Deadline.in(time, LONGEST);
    Map<WorkerId, Instant> first = new HashMap<>();
    while (true) {
      List<Session> others = others(me);
      if (others.isEmpty()) return true;
      for (Session other : others) {
        Instant before = first.putIfAbsent(other.worker(), other.until());
        boolean renewed = before != null && other.until().isAfter(before);
        boolean goesAfterMe = other.leave() && other.worker().compareTo(me) > 0;
        if (renewed && !goesAfterMe) return false;
      }
      if (deadline.passed()) return false;
      time.sleep(EVERY);
    }
  }

  private List<Session> others(WorkerId me) {
    Instant now = time.now();
    return ledger.sessions().all().stream()
        .filter(other -> other.host().equals(host) && !other.worker().equals(me))
        .filter(other -> other.worker().role().equals(me.role()))
        .filter(other -> other.lives(now))
        .toList();
  }
}
