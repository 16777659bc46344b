package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.HereAlone;
import io.longhaul.coordinator.submit.Pinning;
import io.longhaul.coordinator.submit.Shipping;
import io.longhaul.coordinator.submit.Submission;
import io.longhaul.job.Job;
import io.longhaul.job.file.JobFile;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import java.nio.file.Path;
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
      Shipping shipping = Shelves.shipping(surroundings, stack);
      Job pinned =
          new Pinning(stack, surroundings.place().folder(), surroundings::say)
              .pinned(run, shipping.pinned(run, job));
      Submission submission =
          new Submission(
              stack, run, pinned, Words.kind(surroundings, job), leaveOut, surroundings::say);
      Submits submits =
          new Submits(surroundings, stackOptions.hints(surroundings), stack, run, json);
      HereAlone.of(pinned, stack.settings()).ifPresent(surroundings::say);
      if (dryRun) return submits.looked(submission);
      shipping.ship();
      return detach ? submits.detached(submission) : submits.enumerated(submission);
    }
  }
}
