package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.HereAlone;
import io.longhaul.coordinator.submit.Submission;
import io.longhaul.job.CompareOptions;
import io.longhaul.job.CompareOptions.Attributes;
import io.longhaul.job.CompareOptions.By;
import io.longhaul.job.Job;
import io.longhaul.job.JobJson;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.job.form.Refused;
import io.longhaul.ledger.Run;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Registers a run that compares source and target of a run that copied. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Compares source and target of a run of s3-copy, as a run of its own, which only reads.",
      "It compares what the run meant, by the names that it gave, and what it kept of objects.",
      "What differs, is missing or extra ends as its dead units; 'report' writes it as "
          + "differences.csv, and 'redrive' has it copied. To verify again takes a fresh --name."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul verify orders-2026-11              # by size and ETag, as orders-2026-11-verify",
      "  longhaul verify orders --bytes --attributes # every byte, metadata and tags",
      "  longhaul verify orders --name orders-again --local",
      "  longhaul report orders-verify --out report/ # differences.csv, once it is over",
      "  longhaul redrive orders-verify --dry-run    # what would be copied"
    })
final class VerifyCommand implements Callable<Integer> {
  private static final String SUFFIX = "-verify";

  private final Surroundings surroundings;

  @Parameters(paramLabel = "RUN", description = "A run that copied; 'longhaul status' lists them.")
  private String copied;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of the run that verifies; else RUN-verify.")
  private @Nullable String name;

  @Option(names = "--bytes", description = "Read and compare every byte of both sides.")
  private boolean bytes;

  @Option(
      names = "--attributes",
      description = "Compare content headers, user metadata and tags too.")
  private boolean attributes;

  @Option(names = "--detach", description = "Leave the cutting to the workers and return at once.")
  private boolean detach;

  @Option(names = "--dry-run", description = "Look at job, buckets and run; change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Mixin private StackOptions stackOptions;

  VerifyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    RunName copy = Words.run(copied);
    RunName run = run();
    try (Stack stack = stackOptions.open(surroundings)) {
      Run of = Words.there(stack, copy);
      Job job = job(stack, copy);
      refuseOver(stack, run);
      if (!of.state().over()) {
        surroundings.say(
            "run %s is not over: what it has not copied yet will be missing".formatted(copy));
      }
      Submission submission =
          new Submission(stack, run, job, Words.kind(surroundings, job), false, surroundings::say);
      Submits submits =
          new Submits(surroundings, stackOptions.hints(surroundings), stack, run, json);
      HereAlone.of(job, stack.settings()).ifPresent(surroundings::say);
      if (dryRun) return submits.looked(submission);
      return detach ? submits.detached(submission) : submits.enumerated(submission);
    }
  }

  private RunName run() {
    String chosen = name == null ? copied + SUFFIX : name;
    try {
      return new RunName(chosen);
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(e.getMessage() + (name == null ? "; choose it by --name" : ""));
    }
  }

  /** What it says was so when it looked: to look anew, it must be another run. */
  private static void refuseOver(Stack stack, RunName run) {
    Optional<Run> over = stack.ledger().runs().find(run).filter(found -> found.state().over());
    if (over.isEmpty()) return;
    throw CommandFailed.misused(
        ("run '%s' is there and over (%s): it says what was so then ('longhaul report %s'); to"
                + " verify again, give it a fresh name by --name")
            .formatted(run, Submits.word(over.get()), run));
  }

  private Job job(Stack stack, RunName run) {
    Job pinned;
    try {
      pinned = JobJson.read(stack.ledger().runs().job(run));
    } catch (Refused e) {
      throw CommandFailed.misused(
          "run '%s' has a job that this version cannot read (%s)".formatted(run, e.getMessage()));
    }
    if (!(pinned.options() instanceof S3CopyJob copy)) {
      throw CommandFailed.misused(
          "run '%s' is of kind %s; name a run of %s, whose copies are to be verified"
              .formatted(run, pinned.kind(), S3CopyJob.KIND));
    }
    CompareOptions compare =
        new CompareOptions(
            bytes ? By.BYTES : By.ETAG, attributes ? Attributes.COMPARE : Attributes.IGNORE);
    S3VerifyJob verify = S3VerifyJob.of(copy, compare);
    if (!verify.tellsExtras()) {
      surroundings.say(
          "run %s %s: what only the target has cannot be told"
              .formatted(run, verify.rename() == null ? "copied a list" : "renamed keys"));
    }
    return new Job(verify, pinned.unit(), pinned.caps());
  }
}
