package io.longhaul.sizing;

import io.longhaul.ledger.Counts;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.OpenUnits.Place;
import io.longhaul.ledger.OpenUnits.Running;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.RunState;
import io.longhaul.ledger.Session;
import io.longhaul.unit.RunName;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the ledger says of all open runs of the stack at one moment.
 *
 * @param open units that are open; what is still to be split counts as one
 * @param closed units that do work and are closed, by run: what a run's rate and its time left are
 *     told by everywhere else, too
 * @param pending units in nobody's hand, as far as more of them could change anything
 * @param busy workers that hold units
 * @param live workers that are live and were not asked to leave
 * @param anything whether any run is open, be it one that is cancelled
 * @param newest when a run was last open; empty: there is none
 * @param oldest when the first of those that are open was created; empty: none is
 */
public record Work(
    long open,
    Map<RunName, Long> closed,
    int pending,
    int busy,
    int live,
    boolean anything,
    Optional<Instant> newest,
    Optional<Instant> oldest) {
  /** Of a run: units in hand are slots of live workers, and this many is a fleet of hundreds. */
  private static final int MOST_RUNNING = 20_000;

  private static final String WORKER = "worker";

  public Work {
    closed = Map.copyOf(closed);
  }

  /**
   * Reads it.
   *
   * @param most so many pending units are enough to know of
   */
  static Work read(Ledger ledger, Instant now, Duration margin, int most) {
    List<Run> runs = ledger.runs().all();
    Set<WorkerId> live = live(ledger, now.minus(margin));
    Set<WorkerId> busy = new HashSet<>();
    Map<RunName, Long> closed = new HashMap<>();
    long open = 0;
    int pending = 0;
    for (Run run : runs) {
      if (run.state() != RunState.OPEN) continue;
      RunName name = run.name();
      Counts counts = ledger.runs().counts(name);
      open += Math.max(0, counts.open());
      closed.put(name, counts.closedWorking());
      for (Running unit : ledger.open().running(name, MOST_RUNNING)) {
        if (live.contains(unit.worker())) busy.add(unit.worker());
      }
      if (pending < most) {
        pending += ledger.open().pending(name, most - pending, new Place()).size();
      }
    }
    Optional<Instant> oldest = oldest(runs);
    return new Work(
        open,
        closed,
        pending,
        busy.size(),
        live.size(),
        oldest.isPresent(),
        newest(runs, now),
        oldest);
  }

  private static Optional<Instant> oldest(List<Run> runs) {
    return runs.stream()
        .filter(run -> !run.state().over())
        .map(Run::created)
        .min(Instant::compareTo);
  }

  private static Optional<Instant> newest(List<Run> runs, Instant now) {
    return runs.stream().map(run -> run.state().over() ? run.ended() : now).max(Instant::compareTo);
  }

  private static Set<WorkerId> live(Ledger ledger, Instant overdue) {
    return ledger.sessions().all().stream()
        .filter(session -> session.worker().role().equals(WORKER))
        .filter(session -> session.lives(overdue) && !session.leave())
        .map(Session::worker)
        .collect(Collectors.toSet());
  }

  /** The same, as if no unit waited for a worker. */
  Work nonePending() {
    return new Work(open, closed, 0, busy, live, anything, newest, oldest);
  }

  /** So many workers could have units in hand, at least one while anything is open. */
  int usable() {
    return anything ? Math.max(1, busy + pending) : 0;
  }

  /** Whether any run has been open since then. */
  boolean since(Instant then) {
    return newest.filter(last -> last.isAfter(then)).isPresent();
  }

  /** Whether there are open runs, all of them begun after that. */
  boolean allAfter(Instant then) {
    return oldest.filter(first -> first.isAfter(then)).isPresent();
  }
}
