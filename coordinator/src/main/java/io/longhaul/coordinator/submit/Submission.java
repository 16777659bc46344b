package io.longhaul.coordinator.submit;

import io.longhaul.claim.Sender;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.LeftOutText;
import io.longhaul.coordinator.SessionIds;
import io.longhaul.job.Job;
import io.longhaul.kind.Kind;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.Settled;
import io.longhaul.s3.Conditions;
import io.longhaul.stack.LeftOut;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One submitting of a job under a run's name, from the first look to the last unit registered. */
public final class Submission {
  private final Stack stack;
  private final RunName run;
  private final Job job;
  private final Kind kind;
  private final boolean leaveOut;
  private final Consumer<String> says;
  private final Registration registration;

  /**
   * @param leaveOut whether to go on though the source holds files that no object stands for
   * @param says takes lines for who watches
   */
  public Submission(
      Stack stack, RunName run, Job job, Kind kind, boolean leaveOut, Consumer<String> says) {
    this.stack = stack;
    this.run = run;
    this.job = job;
    this.kind = kind;
    this.leaveOut = leaveOut;
    this.says = says;
    this.registration = new Registration(stack.ledger(), run, job, kind);
  }

  /** Looks at all that submitting would look at, and changes nothing. */
  public Optional<Run> look() throws InterruptedException {
    new Preflight(stack).checkBuckets(job);
    Optional<Run> there = registration.look();
    leftOut(there);
    return there;
  }

  /**
   * What of the source will not be copied because no object stands for it: it is never left out
   * unsaid.
   *
   * @return what the submitter agreed to leave out
   * @throws CommandFailed if there is such a thing and nobody agreed
   */
  private Optional<LeftOut> leftOut(Optional<Run> there) {
    if (there.filter(run -> run.state().over()).isPresent()) return Optional.empty();
    Optional<LeftOut> found = new Preflight(stack).leftOut(job);
    found.ifPresent(left -> {
      if (!leaveOut) {
        throw CommandFailed.misused(
            ("source: its folder holds %s; no copy would have them: rename or remove them, or say"
                    + " --leave-out to copy the rest")
                .formatted(LeftOutText.of(left)));
      }
      says.accept("leaving out " + LeftOutText.of(left));
    });
    return found;
  }

  /**
   * Registers it for any worker to cut up.
   *
   * @return the run as it was if it was there already
   */
  public Optional<Run> detached() throws InterruptedException {
    Looked looked = lookBefore();
    Instant now = stack.time().now();
    Optional<Run> there = registration.register(Optional.empty(), now);
    note(looked, there);
    if (there.isPresent()) return there;
    UnitRef root = new UnitRef(run, UnitId.root(run));
    new Sender(stack.ledger(), stack.queues(), stack.time())
        .send(List.of(new Settled.ToSend(root, Tier.SMALL, now)));
    return there;
  }

  /** A run that is registered, and this process's session in which it may be cut up. */
  public final class Begun implements AutoCloseable {
    private final SubmitSession session;
    private final Optional<Run> there;

    private Begun(SubmitSession session, Optional<Run> there) {
      this.session = session;
      this.there = there;
    }

    /** The run as it was if it was there already. */
    public Optional<Run> there() {
      return there;
    }

    /**
     * Cuts up what is left of it.
     *
     * @throws InterruptedException after it was handed back
     */
    public Enumeration.End enumerate() throws InterruptedException {
      return new Enumeration(stack, kind, job, session.id()).run(run);
    }

    @Override
    public void close() {
      session.close();
    }
  }

  /** Registers it, its root in the hand of this process. */
  public Begun begin() throws InterruptedException {
    Looked looked = lookBefore();
    SubmitSession session =
        SubmitSession.begin(stack, SessionIds.fresh("submit"), SessionIds.host(), kind.version());
    try {
      Optional<Run> there = registration.register(Optional.of(session.id()), stack.time().now());
      note(looked, there);
      return new Begun(session, there);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** What was seen before anything was registered, to be noted with the run. */
  private record Looked(Optional<Conditions> conditions, Optional<LeftOut> leftOut) {}

  private Looked lookBefore() throws InterruptedException {
    Preflight preflight = new Preflight(stack);
    preflight.checkBuckets(job);
    Optional<LeftOut> leftOut = leftOut(registration.look());
    Optional<Conditions> conditions = preflight.conditions(job);
    conditions
        .filter(known -> !known.all())
        .ifPresent(known ->
            says.accept(
                "the store does not enforce %s: if somebody else writes to the target meanwhile,"
                        .formatted(String.join(", ", known.missing()))
                    + " a late copy may overwrite it"));
    return new Looked(conditions, leftOut);
  }

  private void note(Looked looked, Optional<Run> there) {
    Map<String, String> notes = new LinkedHashMap<>();
    if (there.isEmpty()) notes.putAll(Notes.of(stack.engines(), looked.conditions()));
    looked.leftOut().ifPresent(left -> notes.putAll(Notes.of(left)));
    if (!notes.isEmpty()) stack.ledger().runs().note(run, notes);
  }
}
