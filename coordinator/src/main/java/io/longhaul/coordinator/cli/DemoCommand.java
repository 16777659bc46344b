package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.demo.Demo;
import io.longhaul.coordinator.demo.DemoFolder;
import io.longhaul.coordinator.local.EmbeddedProcess;
import io.longhaul.job.S3CopyJob;
import io.longhaul.stack.DataPlane;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows on this machine what the product promises, and proves it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Copies 10,000 objects on an embedded cloud with two worker processes, kills one of "
          + "them on the way, accounts for every object and compares both buckets byte by byte.",
      "Exits 0 only if nothing was lost and nothing is wrong. It cleans up after itself."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul demo",
      "  longhaul demo --objects 1000 --workers 4",
      "  longhaul demo --no-kill --keep   # buckets and ledger stay in .longhaul/demo"
    })
final class DemoCommand implements Callable<Integer> {
  private static final String STACK = "demo";

  private final Surroundings surroundings;

  @Option(
      names = "--objects",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many objects, ${DEFAULT-VALUE} if it is not said.")
  private int objects;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many worker processes, ${DEFAULT-VALUE} if it is not said.")
  private int workers;

  @Option(names = "--no-kill", description = "Let all workers live.")
  private boolean noKill;

  @Option(names = "--keep", description = "Keep buckets, ledger and logs.")
  private boolean keep;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    long began = surroundings.time().nanos();
    DataPlane plane = plane();
    Path state =
        surroundings.place().folder().resolve(StackOptions.STATE).resolve("demo").toAbsolutePath();
    Demo.Plan plan = new Demo.Plan(objects, workers, !noKill, state, Processes.MAIN);
    EmbeddedProcess process =
        new EmbeddedProcess(state, surroundings.place().home(), surroundings.time());
    try (DemoFolder folder = DemoFolder.make(state, keep)) {
      try {
        OptionalLong me = OptionalLong.of(ProcessHandle.current().pid());
        EmbeddedProcess.Up up = process.up(folder.buckets(), STACK, me, line -> {});
        surroundings.say(
            "started the embedded cloud, process %d: SQS, S3 and a ledger on loopback"
                .formatted(up.cloud().pid()));
        Demo.Shown shown = show(plan, plane, folder.buckets());
        surroundings.out().print(shown.text());
        surroundings.print(
            "in all %s"
                .formatted(
                    Figures.duration(Duration.ofNanos(surroundings.time().nanos() - began))));
        if (keep) surroundings.say("kept " + state);
        return shown.exit();
      } catch (InterruptedException e) {
        surroundings.say("interrupted; the cloud is stopped and all is cleaned up");
        throw e;
      } finally {
        process.down();
      }
    }
  }

  private DataPlane plane() {
    try {
      return DataPlane.fromEnvironment(surroundings.place().environment());
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(e);
    }
  }

  private Demo.Shown show(Demo.Plan plan, DataPlane plane, Path buckets)
      throws InterruptedException, IOException {
    StackSettings settings = new StackSettings(STACK, "demo", Optional.of(plan.state())).by(plane);
    try (Stack stack = StackOptions.open(surroundings, settings)) {
      return new Demo(stack, plan, surroundings::say)
          .show(
              surroundings.kinds().apply(S3CopyJob.KIND),
              buckets,
              Pictures.on(surroundings.err(), false, surroundings));
    }
  }
}
