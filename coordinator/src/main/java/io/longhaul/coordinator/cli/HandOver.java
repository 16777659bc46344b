package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.submit.Pinning;
import io.longhaul.coordinator.submit.Shipping;
import io.longhaul.coordinator.submit.Submission;
import io.longhaul.job.Job;
import io.longhaul.ledger.Run;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether machines are launched for a new run, with which they are left alone. */
final class HandOver {
  @Option(
      names = "--detach",
      description =
          "First register JOB as the run --name, for the machines to cut up: nothing on this"
              + " machine is needed any more once the command has returned.")
  private boolean detach;

  @Option(
      names = "--name",
      paramLabel = "RUN",
      description = "With --detach: its name; the same name and job go on with the same run.")
  private @Nullable String name;

  /**
   * Whether a run is handed over.
   *
   * @throws CommandFailed if that is said by halves
   */
  boolean asked(@Nullable Path file) {
    if (detach && (name == null || file == null)) {
      throw CommandFailed.misused("--detach: say a job and --name, which it is registered as");
    }
    if (!detach && name != null) {
      throw CommandFailed.misused(
          "--name: it names what --detach registers; of a run that is there say --run");
    }
    return detach;
  }

  /** A run that is about to be handed over, and how that is said. */
  record Handed(RunName run, Submission submission, Submits submits, Shipping shipping) {
    /** Whether it is over already, which is said then. */
    boolean over() throws InterruptedException {
      Optional<Run> there = submission.look().filter(found -> found.state().over());
      there.ifPresent(submits::over);
      return there.isPresent();
    }

    void register() throws InterruptedException {
      shipping.ship();
      submits.registered(submission);
    }

    void look() throws InterruptedException {
      submits.looked(submission);
    }
  }

  /** As {@code submit --detach} would register it. */
  Handed of(Job job, Surroundings surroundings, Hints hints, Stack stack)
      throws InterruptedException {
    RunName run = Words.run(Objects.requireNonNull(name));
    Shipping shipping = Shelves.shipping(surroundings, stack);
    Job pinned =
        new Pinning(stack, surroundings.place().folder(), surroundings::say)
            .pinned(run, shipping.pinned(run, job));
    Submission submission =
        new Submission(stack, run, pinned, Words.kind(surroundings, job), false, surroundings::say);
    Submits submits = new Submits(surroundings, hints, stack, run, false);
    return new Handed(run, submission, submits, shipping);
  }
}
