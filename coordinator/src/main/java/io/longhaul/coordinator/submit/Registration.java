package io.longhaul.coordinator.submit;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.Job;
import io.longhaul.job.JobCaps;
import io.longhaul.job.JobDiff;
import io.longhaul.job.JobJson;
import io.longhaul.job.form.Refused;
import io.longhaul.kind.Kind;
import io.longhaul.ledger.Caps;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.Runs.Submitted;
import io.longhaul.unit.RunName;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Registers a run, or finds it registered; the same name never means another job. */
public final class Registration {
  private final Ledger ledger;
  private final RunName run;
  private final Job job;
  private final Kind kind;

  public Registration(Ledger ledger, RunName run, Job job, Kind kind) {
    this.ledger = ledger;
    this.run = run;
    this.job = job;
    this.kind = kind;
  }

  /**
   * Registers it.
   *
   * @param holder the session that will cut it up; empty: any worker
   * @return the run as it was if it was there already; empty: it is new
   * @throws CommandFailed with the difference, field by field, if another job is there
   */
  public Optional<Run> register(Optional<WorkerId> holder, Instant now) {
    Submitted submitted =
        ledger
            .runs()
            .submit(
                run,
                job.kind(),
                kind.version(),
                JobJson.write(job),
                JobJson.hash(job),
                caps(),
                holder,
                now);
    return switch (submitted) {
      case Submitted.Registered registered -> Optional.empty();
      case Submitted.Resumed resumed -> Optional.of(resumed.run());
      case Submitted.Different different -> {
        refuseIfDifferent(different.job());
        yield Optional.of(different.run());
      }
    };
  }

  private Caps caps() {
    JobCaps caps = job.caps();
    return caps == null ? Caps.NONE : new Caps(caps.requestsASecond(), caps.bytesASecond());
  }

  /** As {@link #register}, changing nothing. */
  public Optional<Run> look() {
    Optional<Run> there = ledger.runs().find(run);
    if (there.isPresent()) refuseIfDifferent(ledger.runs().job(run));
    return there;
  }

  /** Another text may say the same: an older version did not write out what is new in this one. */
  private void refuseIfDifferent(String there) {
    List<JobDiff.Difference> differences;
    try {
      differences = JobDiff.between(JobJson.read(there), job);
    } catch (Refused e) {
      throw CommandFailed.misused(
          "run '%s' is there with a job that this version cannot read (%s); use another --name"
              .formatted(run, e.getMessage()));
    }
    if (differences.isEmpty()) return;
    StringBuilder lines = new StringBuilder();
    lines.append(
        "run '%s' is there with another job; use another --name, or the job as it was:"
            .formatted(run));
    for (JobDiff.Difference difference : differences) lines.append("\n  ").append(difference);
    throw CommandFailed.misused(lines.toString());
  }
}
