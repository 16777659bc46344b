package io.longhaul.coordinator.cli;

import io.longhaul.command.AllowedCommands;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.SessionIds;
import io.longhaul.coordinator.fleet.local.LocalFleet;
import io.longhaul.coordinator.local.EmbeddedProcess;
import io.longhaul.coordinator.report.RunReport;
import io.longhaul.coordinator.report.TextReport;
import io.longhaul.coordinator.submit.Enumeration.End;
import io.longhaul.coordinator.submit.Pinning;
import io.longhaul.coordinator.submit.Shipping;
import io.longhaul.coordinator.submit.Submission;
import io.longhaul.coordinator.watch.Picture;
import io.longhaul.coordinator.watch.Progress;
import io.longhaul.coordinator.watch.SizingDuty;
import io.longhaul.coordinator.watch.SweepDuty;
import io.longhaul.coordinator.watch.Watch;
import io.longhaul.job.Artifact;
import io.longhaul.job.CommandJob;
import io.longhaul.job.Job;
import io.longhaul.job.Sha256;
import io.longhaul.job.file.JobFile;
import io.longhaul.kind.Kind;
import io.longhaul.ledger.Run;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.unit.RunName;
import io.longhaul.unit.WorkerId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Submit, local workers, watch and report in one. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Submits a job, starts workers on this machine, watches, and reports. Where the stack's fleet"
          + " is sized by itself, it takes that duty, too, and machines may come.",
      "Ctrl-C stops the workers in good order; the same command goes on where it stopped.",
      "Exits 0 when all is done, 3 when dead units are left, 130 after Ctrl-C."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul run examples/s3-copy.yaml --name first --local",
      "  longhaul run job.yaml --name orders --workers 4",
      "  longhaul run examples/command.yaml --name sums --local --allow-artifacts",
      "  longhaul run job.yaml --name orders --local --detach   # workers go on by themselves"
    })
final class RunCommand implements Callable<Integer> {
  /** The workers look every few seconds whether their run is over. */
  private static final Duration LAST_LOOK = Duration.ofSeconds(15);

  private final Surroundings surroundings;

  @Parameters(paramLabel = "JOB", description = "The job file; 'longhaul init s3-copy' writes one.")
  private Path file;

  @Option(
      names = "--name",
      paramLabel = "RUN",
      required = true,
      description = "The run's name; the same name and job go on with the same run.")
  private String name;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Worker processes on this machine, ${DEFAULT-VALUE} if it is not said.")
  private int workers;

  @Option(
      names = "--detach",
      description = "Return at once; the workers go on and end when the run is over.")
  private boolean detach;

  @Option(
      names = "--leave-out",
      description =
          "With --local: go on though the source's folder holds files that are no objects, such as"
              + " links.")
  private boolean leaveOut;

  @Option(names = "--json", description = "Progress as JSON lines on stdout.")
  private boolean json;

  @Option(
      names = "--allow-artifacts",
      description = "Let the workers that this starts run the job's own artifact.")
  private boolean allowArtifacts;

  @Mixin private AllowOptions allowOptions;
  @Mixin private StackOptions stackOptions;

  /** By the workers that this starts. */
  private AllowedCommands allowed = AllowedCommands.NONE;

  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (workers < 1 || workers > LocalFleet.MOST) {
      throw CommandFailed.misused(
          "--workers %d: write 1 to %d".formatted(workers, LocalFleet.MOST));
    }
    RunName run = Words.run(name);
    Job job = JobFile.read(surroundings.place().folder().resolve(file));
    Kind kind = Words.kind(surroundings, job);
    StackSettings settings = stackOptions.settings(surroundings);
    if (settings.local().isPresent()) up(settings, settings.local().get());
    try (Stack stack = StackOptions.open(surroundings, settings)) {
      Shipping shipping = Shelves.shipping(surroundings, stack);
      Job pinned =
          new Pinning(stack, surroundings.place().folder(), surroundings::say)
              .pinned(run, shipping.pinned(run, job));
      allowed = allowed(pinned);
      shipping.ship();
      Submission submission = new Submission(stack, run, pinned, kind, leaveOut, surroundings::say);
      return detach ? detached(stack, run, submission) : attached(stack, run, submission);
    } catch (InterruptedException e) {
      surroundings.say("interrupted; run it again to go on: what is done is not done twice");
      throw e;
    }
  }

  /**
   * What the workers may run.
   *
   * @throws CommandFailed if that is not what the job wants run: nobody else is there to run it
   */
  private AllowedCommands allowed(Job job) {
    AllowedCommands said = allowOptions.allowed(surroundings);
    if (!(job.options() instanceof CommandJob command)) return said;
    Optional<Sha256> own = command.shipped().map(Artifact::sha256);
    AllowedCommands all = allowArtifacts && own.isPresent() ? said.with(own.get()) : said;
    if (all.allows(command)) return all;
    throw CommandFailed.misused(
        "command: the workers that this starts do not allow '%s'; say %s"
            .formatted(
                command.command(),
                command.command().shipped()
                    ? "--allow-artifacts, if you trust it"
                    : AllowedCommands.wanted(command)));
  }

  private void up(StackSettings settings, Path state) throws InterruptedException {
    EmbeddedProcess.Up up =
        new EmbeddedProcess(state, surroundings.place().home(), surroundings.time())
            .up(state.resolve("s3"), settings.name(), OptionalLong.empty(), surroundings::say);
    if (up.started()) {
      surroundings.say(
          "started the embedded cloud, buckets in %s; '%s' stops it"
              .formatted(
                  up.cloud().buckets(), stackOptions.hints(surroundings).command("local down")));
    }
  }

  private int detached(Stack stack, RunName run, Submission submission)
      throws InterruptedException {
    Optional<Run> there = submission.detached().filter(found -> found.state().over());
    if (there.isPresent()) {
      sayOverAlready(there.get());
      return RunReport.of(stack, run, RunReport.MOST_DEAD).verdict().exit();
    }
    try (LocalFleet started = startWorkers(stack, run)) {
      started.leaveAlone();
      surroundings.print(
          "run %s goes on in processes %s; '%s' follows it"
              .formatted(
                  run, started.pids(), stackOptions.hints(surroundings).command("watch", run)));
    }
    return Exit.DONE;
  }

  private int attached(Stack stack, RunName run, Submission submission)
      throws InterruptedException {
    try (Submission.Begun begun = submission.begin()) {
      Optional<Run> over = begun.there().filter(found -> found.state().over());
      over.ifPresent(this::sayOverAlready);
      if (over.isEmpty()) {
        WorkerId me = SessionIds.fresh("run");
        try (LocalFleet started = startWorkers(stack, run);
            SweepDuty duty = SweepDuty.begin(stack, me);
            SizingDuty sizing = SizingDuty.begin(surroundings.fleets(), stack, me)) {
          sayHowItWent(begun.enumerate());
          follow(stack, run, started, sizing);
          started.awaitEnd(LAST_LOOK);
        }
      }
    }
    RunReport report = RunReport.of(stack, run, RunReport.MOST_DEAD);
    if (!json) surroundings.out().print(new TextReport(report).screen());
    surroundings.out().flush();
    Ends.sayWhereToLook(surroundings, stackOptions.hints(surroundings), report);
    Ends.sayGrant(surroundings, stackOptions.hints(surroundings), stack, report.run());
    OpenUploads.tidy(surroundings, stack, run);
    return report.verdict().exit();
  }

  private void sayOverAlready(Run run) {
    surroundings.say(
        "run %s was over already (%s, %s): nothing is done again; another --name begins anew"
            .formatted(run.name(), run.state().name().toLowerCase(Locale.ROOT), run.ended()));
  }

  private LocalFleet startWorkers(Stack stack, RunName run) {
    Path logs = stackOptions.state(surroundings).resolve("logs");
    LocalFleet started =
        new LocalFleet(
            surroundings.time(),
            new LocalFleet.Starting(stack.settings(), run, logs, Processes.MAIN, allowed.flags()));
    started.want(workers);
    return started;
  }

  private void sayHowItWent(End end) {
    switch (end) {
      case End.Complete complete -> {}
      case End.Held held ->
          surroundings.say(
              "%s on %s cuts the job up; if it is gone, a worker takes that over"
                  .formatted(held.by(), held.host()));
      case End.Moved moved -> surroundings.say(moved.why());
      case End.Closed closed -> surroundings.say(closed.how());
    }
  }

  private void follow(Stack stack, RunName run, LocalFleet started, SizingDuty sizing)
      throws InterruptedException {
    var stream = json ? surroundings.out() : surroundings.err();
    Picture picture = Pictures.on(stream, json, surroundings);
    Watch watch = new Watch(stack, run, picture);
    watch.untilOver(progress -> {
      checkAlive(progress, started);
      sizing.news().ifPresent(picture::say);
    });
  }

  private static void checkAlive(Progress progress, LocalFleet started) {
    if (progress.over() || started.alive() > 0) return;
    throw CommandFailed.failed(
        "all workers have ended and the run has not; see %s, and run it again to go on"
            .formatted(started.logs()));
  }
}
