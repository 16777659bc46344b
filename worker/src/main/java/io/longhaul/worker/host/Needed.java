package io.longhaul.worker.host;

import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.OpenUnits;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.Session;
import io.longhaul.ledger.UnitRow;
import io.longhaul.time.Time;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the ledger has something for a worker that has nothing to do.
 *
 * <p>While a run is open one worker stays, whatever else: units may still come of those that others
 * hold, and somebody has to take back what dead ones held. And as many stay as there are pending
 * units. They are those with the lowest ids, so that no two can leave by looking at each other;
 * only those count that do not leave themselves, and that have renewed their sessions since the
 * look before: a dead one's session looks live for a while.
 */
public final class Needed {
  /** So many pending units of a run are looked at; more are taken for work that is there. */
  private static final int MOST_UNITS = 100;

  /** So many runs are looked into; more are taken for work that is there. */
  private static final int MOST_RUNS = 32;

  /** Who lives renews a session twice within a third of its length. */
  private static final int RENEWED_WITHIN = 3;

  private final Ledger ledger;
  private final Time time;
  private final Set<String> kinds;
  private final int version;
  private final Duration again;
  private Instant looked = Instant.EPOCH;

  /** How far the sessions of those with lower ids reached at the look before. */
  private Map<WorkerId, Instant> reached = Map.of();

  /** What a look comes to. */
  enum Answer {
    STAY,
    /** It may leave if those with lower ids prove to live, which their next renewals do. */
    LOOK_AGAIN,
    LEAVE
  }

  /**
   * @param kinds those that this worker knows
   * @param version the highest that it understands
   * @param session how long one lives that is not renewed
   */
  public Needed(Ledger ledger, Time time, Set<String> kinds, int version, Duration session) {
    this.ledger = ledger;
    this.time = time;
    this.kinds = Set.copyOf(kinds);
    this.version = version;
    this.again = session.dividedBy(RENEWED_WITHIN);
  }

  /** When to look again, after {@link Answer#LOOK_AGAIN}. */
  Duration again() {
    return again;
  }

  /**
   * Whether that worker has to stay.
   *
   * @throws LedgerUnavailable if that is not known
   */
  Answer look(WorkerId me) {
    List<Run> open = ledger.runs().all().stream().filter(run -> !run.state().over()).toList();
    if (open.isEmpty()) return Answer.LEAVE;
    Map<WorkerId, Instant> lower = lower(me);
    long alive = alive(lower);
    if (open.size() > MOST_RUNS || lower.isEmpty()) return Answer.STAY;
    int units = pending(open, lower.size());
    if (units > lower.size()) return Answer.STAY;
    return alive >= Math.max(1, units) ? Answer.LEAVE : Answer.LOOK_AGAIN;
  }

  /** A renewal that is seen long after the look before may have been a dead one's last. */
  private long alive(Map<WorkerId, Instant> lower) {
    Instant now = time.now();
    boolean soon = now.isBefore(looked.plus(again.multipliedBy(2)));
    long alive = soon ? lower.entrySet().stream().filter(this::renewed).count() : 0;
    looked = now;
    reached = lower;
    return alive;
  }

  private boolean renewed(Map.Entry<WorkerId, Instant> session) {
    Instant before = reached.get(session.getKey());
    return before != null && session.getValue().isAfter(before);
  }

  private Map<WorkerId, Instant> lower(WorkerId me) {
    Instant now = time.now();
    return ledger.sessions().all().stream()
        .filter(other -> other.worker().role().equals(me.role()))
        .filter(other -> other.lives(now))
        .filter(other -> !other.leave())
        .filter(other -> other.worker().compareTo(me) < 0)
        .collect(Collectors.toMap(Session::worker, Session::until));
  }

  /** How many there are for this worker; one more than {@code enough} stands for all above. */
  private int pending(List<Run> open, int enough) {
    int units = 0;
    for (Run run : open) {
      units += pending(run, enough + 1 - units);
      if (units > enough) return enough + 1;
    }
    return units;
  }

  /** Due or not: a unit that is tried again in minutes has to find a worker. */
  private int pending(Run run, int most) {
    List<UnitRef> pending = ledger.open().pending(run.name(), MOST_UNITS, new OpenUnits.Place());
    if (pending.size() >= MOST_UNITS) return most;
    return (int) ledger.units().find(pending).stream().filter(this::takes).limit(most).count();
  }

  private boolean takes(UnitRow unit) {
    return kinds.contains(unit.kind()) && unit.minVersion() <= version;
  }
}
