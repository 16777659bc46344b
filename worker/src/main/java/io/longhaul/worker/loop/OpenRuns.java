package io.longhaul.worker.loop;

import io.longhaul.claim.Misfits;
import io.longhaul.job.Job;
import io.longhaul.job.JobJson;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.RunState;
import io.longhaul.s3.pace.Allowance;
import io.longhaul.unit.RunName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs that this worker has units of: their jobs, and whether they are being cancelled. */
final class OpenRuns {
  /** Of so many runs the jobs are kept; the one that was needed longest ago goes first. */
  private static final int MOST_RUNS = 64;

  private final Ledger ledger;
  private final Shares shares;
  private final Misfits misfits = new Misfits();
  private final Map<RunName, Known> jobs = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<RunName, RunState> states = new LinkedHashMap<>(16, 0.75f, true);

  OpenRuns(Ledger ledger, Shares shares) {
    this.ledger = ledger;
    this.shares = shares;
  }

  /** What never changes of a run. */
  record Known(Job job, Instant began) {}

  Known get(RunName run) {
    synchronized (jobs) {
      Known known = jobs.get(run);
      if (known != null) return known;
    }
    Job job = JobJson.read(ledger.runs().job(run));
    Run row = ledger.runs().find(run).orElseThrow(() -> new IllegalStateException("no run " + run));
    shares.learn(row);
    if (!shares.counted()) shares.count();
    Known known = new Known(job, row.created());
    synchronized (jobs) {
      jobs.put(run, known);
      states.put(run, row.state());
      if (jobs.size() > MOST_RUNS) jobs.remove(jobs.keySet().iterator().next());
      if (states.size() > MOST_RUNS) states.remove(states.keySet().iterator().next());
    }
    return known;
  }

  /**
   * Reads the states again. A run that is over is read no more until a unit of it is claimed again,
   * which a redrive may bring about.
   */
  void refresh() {
    List<RunName> runs;
    synchronized (jobs) {
      runs = List.copyOf(jobs.keySet());
    }
    for (RunName run : runs) {
      // one whose row cannot be read keeps the state that is known, and holds up none of the others
      Optional<Run> found =
          misfits.step("run " + run, Optional.empty(), () -> ledger.runs().find(run));
      found.ifPresent(shares::learn);
      synchronized (jobs) {
        if (found.isPresent() && jobs.containsKey(run)) {
          states.put(run, found.get().state());
          if (found.get().state().over()) jobs.remove(run);
        }
      }
    }
    shares.count();
  }

  /** What this worker may ask for on behalf of the run; empty: the run is not capped. */
  Optional<Allowance> allowance(RunName run) {
    return shares.of(run);
  }

  boolean cancelled(RunName run) {
    synchronized (jobs) {
      RunState state = states.get(run);
      return state == RunState.CANCELLING || state == RunState.CANCELLED;
    }
  }
}
