package io.longhaul.coordinator.report;

import io.longhaul.coordinator.submit.Notes;
import io.longhaul.job.JobJson;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.form.Refused;
import io.longhaul.ledger.Run;
import io.longhaul.stack.LeftOut;
import io.longhaul.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run's source holds beside its objects, which no listing shows and no copy has.
 *
 * @param accepted as its submitter was told and agreed to
 * @param now as it lies there, but for what came after the run's end; empty: the store keeps no
 *     folders, or the bucket is gone
 */
public record Omitted(Optional<LeftOut> accepted, Optional<LeftOut> now) {
  public static final Omitted NOTHING = new Omitted(Optional.empty(), Optional.empty());

  /** A file's time and a run's are read off by two processes. */
  private static final Duration LEEWAY = Duration.ofSeconds(2);

  /** Looks; it costs nothing where no folders are. */
  public static Omitted of(Stack stack, Run run) {
    return new Omitted(Notes.leftOut(run), now(stack, run));
  }

  private static Optional<LeftOut> now(Stack stack, Run run) {
    if (stack.folders().isEmpty()) return Optional.empty();
    try {
      return JobJson.read(stack.ledger().runs().job(run.name())).options() instanceof S3CopyJob copy
          ? stack.folders().get().leftOut(copy.source().bucket(), copy.source().prefix(), end(run))
          : Optional.empty();
    } catch (Refused e) {
      return Optional.empty(); // a newer version's job: nothing is known about its source
    }
  }

  private static Optional<Instant> end(Run run) {
    return run.state().over() ? Optional.of(run.ended().plus(LEEWAY)) : Optional.empty();
  }

  /** Whether its submitter was told of at least as many of each kind. */
  boolean agreed() {
    if (accepted.isEmpty()) return false;
    LeftOut told = accepted.get();
    return now.filter(found ->
            found.names() > told.names()
                || found.links() > told.links()
                || found.others() > told.others())
        .isEmpty();
  }

  /** The one of both that says more; empty: nothing is left out, as far as is known. */
  public Optional<LeftOut> most() {
    return now.filter(found -> found.all() > 0).or(() -> accepted).filter(found -> found.all() > 0);
  }
}
