package io.longhaul.coordinator.demo;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.SessionIds;
import io.longhaul.coordinator.fleet.local.LocalFleet;
import io.longhaul.coordinator.report.RunReport;
import io.longhaul.coordinator.report.TextReport;
import io.longhaul.coordinator.report.Verdict;
import io.longhaul.coordinator.submit.Enumeration.End;
import io.longhaul.coordinator.submit.Submission;
import io.longhaul.coordinator.watch.Picture;
import io.longhaul.coordinator.watch.Progress;
import io.longhaul.coordinator.watch.SweepDuty;
import io.longhaul.coordinator.watch.Watch;
import io.longhaul.job.Accesses;
import io.longhaul.job.Alphabet;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.UnitBudget;
import io.longhaul.kind.Kind;
import io.longhaul.stack.Stack;
import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Copies the demo's objects with several workers, kills one of them, and proves the outcome. */
public final class Demo {
  private static final RunName RUN = new RunName("demo");
  private static final long SEED = 3;
  private static final Duration LAST_LOOK = Duration.ofSeconds(15);

  private final Stack stack;
  private final Plan plan;
  private final Consumer<String> says;
  private Optional<Victim> killed = Optional.empty();

  /**
   * What is to be shown.
   *
   * @param kill whether one of the workers is killed at a third of the way
   * @param main the class that a worker's process begins with
   */
  public record Plan(int objects, int workers, boolean kill, Path state, String main) {
    public Plan {
      if (objects < 100 || objects > 1_000_000) {
        throw CommandFailed.misused("--objects %d: write 100 to 1,000,000".formatted(objects));
      }
      if (workers < 1 || workers > 16) {
        throw CommandFailed.misused("--workers %d: write 1 to 16".formatted(workers));
      }
      if (kill && workers < 2) {
        throw CommandFailed.misused("--workers 1: one is killed, so say 2, or --no-kill");
      }
    }
  }

  /**
   * @param says takes lines for who watches
   */
  public Demo(Stack stack, Plan plan, Consumer<String> says) {
    this.stack = stack;
    this.plan = plan;
    this.says = says;
  }

  /** What it came to: for stdout, and the exit status. */
  public record Shown(String text, int exit) {}

  public Shown show(Kind kind, Path buckets, Picture picture)
      throws InterruptedException, IOException {
    DemoObjects objects = new DemoObjects(plan.objects(), SEED);
    DemoBuckets made = new DemoBuckets(buckets, stack.store(), stack.time());
    long bytes = made.make(objects);
    says.accept(
        "made %s, %s, in s3://%s: hex-named folders, odd keys, 0 B to 20 MB"
            .formatted(
                Figures.count(objects.count(), "object"),
                Figures.bytes(bytes),
                DemoBuckets.SOURCE));
    Job job = job();
    Submission submission = new Submission(stack, RUN, job, kind, false, says);
    try (Submission.Begun begun = submission.begin();
        LocalFleet workers = new LocalFleet(stack.time(), starting());
        SweepDuty duty = SweepDuty.begin(stack, SessionIds.fresh("demo"))) {
      workers.want(plan.workers());
      says.accept("started workers as processes " + workers.pids());
      if (!(begun.enumerate() instanceof End.Complete)) {
        throw CommandFailed.failed("the demo's job was not cut up");
      }
      new Watch(stack, RUN, picture).untilOver(progress -> seen(progress, workers, picture));
      workers.awaitEnd(LAST_LOOK);
    }
    return proven();
  }

  private LocalFleet.Starting starting() {
    return new LocalFleet.Starting(
        stack.settings(), RUN, plan.state().resolve("logs"), plan.main());
  }

  private static Job job() {
    return new Job(
        new S3CopyJob(
            new S3Location(DemoBuckets.SOURCE, ""),
            new S3Location(DemoBuckets.TARGET, ""),
            new Cut.Hex(Alphabet.UPPER_HEX, 2),
            CopyOptions.DEFAULT,
            Accesses.USUAL),
        UnitBudget.DEFAULT);
  }

  private void seen(Progress progress, LocalFleet workers, Picture picture) {
    if (!progress.over() && workers.alive() == 0) {
      throw CommandFailed.failed("all workers have ended; see " + workers.logs());
    }
    boolean third = progress.settled() * 3 >= plan.objects();
    if (!plan.kill() || killed.isPresent() || !third || progress.over()) return;
    killed = Victim.find(stack.ledger(), RUN, workers.pids());
    killed.ifPresent(victim -> {
      workers.kill(victim.pid());
      picture.say(
          "KILLED worker process %d (SIGKILL) while it held %s"
              .formatted(victim.pid(), Figures.count(victim.units(), "unit")));
    });
  }

  private Shown proven() throws InterruptedException {
    RunReport report = RunReport.of(stack, RUN, RunReport.MOST_DEAD);
    says.accept("comparing both buckets byte by byte");
    Comparison.Found found =
        new Comparison(stack.store(), stack.time()).compare(DemoBuckets.SOURCE, DemoBuckets.TARGET);
    boolean proven =
        report.verdict() == Verdict.COMPLETE
            && report.counts().tally().objects(Fate.LISTED) == plan.objects()
            && found.differences().isEmpty()
            && found.objects() == plan.objects();
    StringBuilder text = new StringBuilder(new TextReport(report).screen());
    text.append("  ").append(killedText(report)).append('\n');
    text.append("  ").append(found.text()).append('\n');
    found.differences().stream()
        .limit(20)
        .forEach(line -> text.append("    ").append(line).append('\n'));
    text.append(proven ? "nothing lost, nothing wrong\n" : "NOT PROVEN\n");
    return new Shown(text.toString(), proven ? Exit.DONE : Exit.FAILED);
  }

  private String killedText(RunReport report) {
    String reclaimed = Figures.count(report.counts().reclaimed(), "unit") + " reclaimed";
    if (!plan.kill()) return "no worker was killed, as was asked; " + reclaimed;
    return killed
        .map(victim ->
            "worker process %d was killed while it held %s; %s"
                .formatted(victim.pid(), Figures.count(victim.units(), "unit"), reclaimed))
        .orElse("no worker was killed: the run was over before; " + reclaimed);
  }
}
