package io.longhaul.coordinator.report;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.JobJson;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.job.form.Refused;
import io.longhaul.ledger.Counts;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.OpenUnits.Dead;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.UnitRow;
import io.longhaul.stack.Stack;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a run at one moment.
 *
 * @param dead those that are shown, at most {@link #MOST_DEAD}
 * @param omitted what of the source no object stands for
 * @param fidelity what became of attributes; empty: the run copies nothing
 * @param verify what a run that verifies compares, and how; null: it does not
 */
public record RunReport(
    Run run,
    Counts counts,
    List<DeadUnit> dead,
    Omitted omitted,
    Optional<Fidelity> fidelity,
    @Nullable S3VerifyJob verify,
    Instant at) {
  /** So many dead units are shown; the counters say how many there are. */
  public static final int MOST_DEAD = 10_000;

  public RunReport {
    dead = List.copyOf(dead);
  }

  /**
   * Reads it: the run first, then its counters, then the index, which may lag behind.
   *
   * @param mostDead at most so many dead units are looked up
   */
  public static RunReport of(Stack stack, RunName name, int mostDead) {
    Ledger ledger = stack.ledger();
    Run run =
        ledger
            .runs()
            .find(name)
            .orElseThrow(() ->
                CommandFailed.misused(
                    "there is no run '%s'; 'longhaul status' lists them".formatted(name)));
    Counts counts = ledger.runs().counts(name);
    List<DeadUnit> dead = new ArrayList<>();
    for (Dead hint : ledger.open().dead(name, mostDead)) {
      ledger
          .units()
          .find(hint.ref())
          .filter(unit -> unit.state() == UnitState.DEAD)
          .ifPresent(unit -> dead.add(dead(ledger, unit)));
    }
    Optional<Fidelity> fidelity = Fidelity.of(ledger, run, counts.tally());
    return new RunReport(
        run,
        counts,
        dead,
        Omitted.of(stack, run),
        fidelity,
        verify(ledger, run),
        stack.time().now());
  }

  private static @Nullable S3VerifyJob verify(Ledger ledger, Run run) {
    if (!run.kind().equals(S3VerifyJob.KIND)) return null;
    try {
      return JobJson.read(ledger.runs().job(run.name())).options() instanceof S3VerifyJob verify
          ? verify
          : null;
    } catch (Refused e) {
      return null; // a newer version's job
    }
  }

  private static DeadUnit dead(Ledger ledger, UnitRow unit) {
    return new DeadUnit(
        unit.ref().unit(),
        unit.tier(),
        unit.failure().orElse(FailureClass.DEFECT),
        unit.why(),
        ledger.units().payload(unit),
        unit.tally());
  }

  public Verdict verdict() {
    return Verdict.of(run.state(), counts, omitted);
  }

  /** By what objects were found equal. */
  public EqualBy equalBy() {
    return EqualBy.of(counts.tally(), verify == null ? null : verify.compare());
  }

  public Equation equation() {
    return new Equation(counts.tally());
  }

  /** How long it took, or has been going on. */
  public Duration duration() {
    return Duration.between(run.created(), ended().orElse(at));
  }

  /** Empty: it goes on. */
  public Optional<Instant> ended() {
    return run.state().over() ? Optional.of(run.ended()) : Optional.empty();
  }

  /** Dead units that the counters know and this report does not show. */
  public long deadNotShown() {
    return Math.max(0, counts.units(UnitState.DEAD) - dead.size());
  }
}
