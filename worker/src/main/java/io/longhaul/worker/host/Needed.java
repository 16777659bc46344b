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
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Whether the ledger has something for a worker that has nothing to do.
 *
 * <p>While a run is open one worker stays, whatever else: units may still come of those that others
 * hold, and somebody has to take back what dead ones held. It is the one whose id is the lowest, so
 * that no two can leave by looking at each other.
 */
public final class Needed {
  /** So many pending units of a run are looked at; more are taken for work that is there. */
  private static final int MOST_UNITS = 100;

  /** So many runs are looked into; more are taken for work that is there. */
  private static final int MOST_RUNS = 32;

  private final Ledger ledger;
  private final Time time;
  private final Set<String> kinds;
  private final int version;

  /**
   * @param kinds those that this worker knows
   * @param version the highest that it understands
   */
  public Needed(Ledger ledger, Time time, Set<String> kinds, int version) {
    this.ledger = ledger;
    this.time = time;
    this.kinds = Set.copyOf(kinds);
    this.version = version;
  }

  /**
   * Whether that worker has to stay.
   *
   * @throws LedgerUnavailable if that is not known
   */
  boolean stays(WorkerId me) {
    List<Run> open = ledger.runs().all().stream().filter(run -> !run.state().over()).toList();
    if (open.isEmpty()) return false;
    if (open.size() > MOST_RUNS || !anotherStays(me)) return true;
    return open.stream().anyMatch(this::hasWork);
  }

  private boolean anotherStays(WorkerId me) {
    Instant now = time.now();
    return ledger.sessions().all().stream()
        .filter(other -> other.worker().role().equals(me.role()))
        .filter(other -> other.state() == Session.State.LIVE && other.until().isAfter(now))
        .filter(other -> !other.leave())
        .anyMatch(other -> other.worker().compareTo(me) < 0);
  }

  /** Due or not: a unit that is tried again in minutes has to find a worker. */
  private boolean hasWork(Run run) {
    List<UnitRef> pending = ledger.open().pending(run.name(), MOST_UNITS, new OpenUnits.Place());
    if (pending.size() >= MOST_UNITS) return true;
    return ledger.units().find(pending).stream().anyMatch(this::takes);
  }

  private boolean takes(UnitRow unit) {
    return kinds.contains(unit.kind()) && unit.minVersion() <= version;
  }
}
