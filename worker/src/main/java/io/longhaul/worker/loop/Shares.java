package io.longhaul.worker.loop;

import io.longhaul.claim.SessionSettings;
import io.longhaul.ledger.Caps;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.Session;
import io.longhaul.s3.pace.Allowance;
import io.longhaul.time.Time;
import io.longhaul.unit.RunName;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * This worker's share of each capped run that it has units of: the cap over the workers that are
 * live, counted anew at each renewal, and only if there is such a run.
 *
 * <p>Who has just come takes nothing until all others have had a renewal in which to make room, so
 * that the shares never sum up to more than the cap; who is alone begins at once. A worker that is
 * not at work on the run has its share all the same.
 */
final class Shares {
  /** Of so many capped runs; the one that was needed longest ago goes first. */
  private static final int MOST_RUNS = 64;

  private final Ledger ledger;
  private final Time time;
  private final WorkerId me;
  private final SessionSettings sessions;
  private final long since;
  private final Map<RunName, Capped> runs = new LinkedHashMap<>(16, 0.75f, true);
  private int workers;

  private record Capped(Caps caps, Allowance allowance) {}

  /**
   * @param me whose session began just now
   */
  Shares(Ledger ledger, Time time, WorkerId me, SessionSettings sessions) {
    this.ledger = ledger;
    this.time = time;
    this.me = me;
    this.sessions = sessions;
    this.since = time.nanos();
  }

  /** Takes in a run as it was read. */
  synchronized void learn(Run run) {
    Capped known = runs.get(run.name());
    if (run.state().over() || known == null && !run.caps().any()) {
      runs.remove(run.name());
      return;
    }
    if (known != null && known.caps().equals(run.caps())) return;
    Allowance allowance = known == null ? Allowance.none(time) : known.allowance();
    Capped capped = new Capped(run.caps(), allowance);
    runs.put(run.name(), capped);
    if (runs.size() > MOST_RUNS) runs.remove(runs.keySet().iterator().next());
    if (workers > 0) share(capped);
  }

  synchronized Optional<Allowance> of(RunName run) {
    return Optional.ofNullable(runs.get(run)).map(Capped::allowance);
  }

  /** Counts the workers and sets all shares by that; asks nothing if no run is capped. */
  void count() {
    synchronized (this) {
      if (runs.isEmpty()) {
        workers = 0;
        return;
      }
    }
    Instant now = time.now();
    long live =
        ledger.sessions().all().stream()
            .filter(other -> isWorker(other) && other.lives(now))
            .count();
    synchronized (this) {
      workers = (int) Math.max(1, live);
      runs.values().forEach(this::share);
    }
  }

  /** Whether they were counted since there is a capped run. */
  synchronized boolean counted() {
    return runs.isEmpty() || workers > 0;
  }

  private void share(Capped capped) {
    boolean seen = workers == 1 || time.nanos() - since >= sessions.renewEvery().toNanos();
    capped
        .allowance()
        .share(part(capped.caps().requests(), seen), part(capped.caps().bytes(), seen));
  }

  private double part(long cap, boolean seen) {
    if (cap == 0) return -1;
    return seen ? (double) cap / workers : 0;
  }

  /** Sessions are named after what their process is; this one's is a worker's. */
  private boolean isWorker(Session other) {
    return other.worker().role().equals(me.role());
  }
}
