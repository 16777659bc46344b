package io.longhaul.coordinator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.submit.Enumeration.End;
import io.longhaul.coordinator.submit.Pinning;
import io.longhaul.coordinator.submit.Submission;
import io.longhaul.job.Job;
import io.longhaul.job.file.JobFile;
import io.longhaul.ledger.Run;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitState;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Registers a run and cuts its job into units that any worker can take. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description =
        "Cuts a job into units and sends them. Ctrl-C and the same command again go on with it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul submit examples/s3-copy.yaml --name orders-2026-11",
      "  longhaul submit job.yaml --name orders --detach   # the fleet cuts it up",
      "  longhaul submit job.yaml --name orders --dry-run  # looks, and changes nothing",
      "  longhaul submit job.yaml --name orders --local    # on the embedded cloud"
    })
final class SubmitCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "JOB", description = "The job file; 'longhaul init s3-copy' writes one.")
  private Path file;

  @Option(
      names = "--name",
      paramLabel = "RUN",
      required = true,
      description = "The run's name; the same name and job go on with the same run.")
  private String name;

  @Option(names = "--detach", description = "Leave the cutting to the workers and return at once.")
  private boolean detach;

  @Option(names = "--dry-run", description = "Look at job, buckets and run; change nothing.")
  private boolean dryRun;

  @Option(
      names = "--leave-out",
      description =
          "With --local: go on though the source's folder holds files that are no objects, such as"
              + " links.")
  private boolean leaveOut;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Mixin private StackOptions stackOptions;

  SubmitCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    RunName run = Words.run(name);
    Job job = JobFile.read(surroundings.place().folder().resolve(file));
    try (Stack stack = stackOptions.open(surroundings)) {
      Job pinned = new Pinning(stack, surroundings.place().folder()).pinned(run, job);
      Submission submission =
          new Submission(
              stack, run, pinned, Words.kind(surroundings, job), leaveOut, surroundings::say);
      if (dryRun) return looked(run, submission.look());
      if (detach) return detached(stack, run, submission.detached());
      return enumerated(stack, run, submission);
    }
  }

  private int looked(RunName run, Optional<Run> there) {
    print(
        run,
        there.isPresent() ? "would-resume" : "would-register",
        there
            .map(found ->
                "run %s is there (%s): submitting would go on with it".formatted(run, word(found)))
            .orElse("run %s is not there yet: submitting would register it".formatted(run)));
    return Exit.DONE;
  }

  private int detached(Stack stack, RunName run, Optional<Run> there) {
    if (there.filter(found -> found.state().over()).isPresent()) return over(there.get());
    print(
        run,
        there.isPresent() ? "resumed" : "registered",
        there
                .map(found -> "run %s was there already (%s)".formatted(run, word(found)))
                .orElse("run %s is registered; the workers cut it up".formatted(run))
            + "; '%s' follows it".formatted(watch(run)));
    Nobody.sayOf(surroundings, stackOptions.hints(surroundings), stack, run);
    return Exit.DONE;
  }

  private int enumerated(Stack stack, RunName run, Submission submission)
      throws InterruptedException {
    try (Submission.Begun begun = submission.begin()) {
      boolean resumed = begun.there().isPresent();
      if (begun.there().filter(found -> found.state().over()).isPresent()) {
        return over(begun.there().get());
      }
      End end;
      try {
        end = begun.enumerate();
      } catch (InterruptedException e) {
        surroundings.say("interrupted; what is left was handed back, run it again to go on");
        throw e;
      }
      return switch (end) {
        case End.Complete complete -> {
          long units = units(stack, run);
          print(
              run,
              resumed ? "resumed" : "registered",
              "run %s: %s registered%s; '%s' follows it"
                  .formatted(
                      run, Figures.count(units, "unit"), resumed ? " in all" : "", watch(run)));
          Nobody.sayOf(surroundings, stackOptions.hints(surroundings), stack, run);
          yield Exit.DONE;
        }
        case End.Held held ->
            throw CommandFailed.failed(
                ("run '%s' is being cut up by %s on %s; if that is gone, a worker or"
                        + " 'longhaul watch %s' takes it back within a session, %d s")
                    .formatted(
                        run,
                        held.by(),
                        held.host(),
                        run,
                        stack.settings().sessions().length().toSeconds()));
        case End.Moved moved ->
            throw CommandFailed.failed(
                "run '%s': %s; run it again to go on".formatted(run, moved.why()));
        case End.Closed closed ->
            throw CommandFailed.failed(
                "run '%s': %s; 'longhaul status %s' shows it".formatted(run, closed.how(), run));
      };
    }
  }

  private int over(Run run) {
    print(
        run.name(),
        "over",
        "run %s is over (%s): nothing is left to do".formatted(run.name(), word(run)));
    return Exit.DONE;
  }

  private String watch(RunName run) {
    return stackOptions.hints(surroundings).command("watch", run);
  }

  private static long units(Stack stack, RunName run) {
    var counts = stack.ledger().runs().counts(run);
    return counts.units() - counts.units(UnitState.SPLIT);
  }

  private static String word(Run run) {
    return run.state().name().toLowerCase(java.util.Locale.ROOT);
  }

  private void print(RunName run, String outcome, String line) {
    if (!json) {
      surroundings.print(line);
      return;
    }
    surroundings.print(
        new ObjectMapper()
            .createObjectNode()
            .put("run", run.value())
            .put("outcome", outcome)
            .toString());
  }
}
