package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.HereAlone;
import io.longhaul.coordinator.fleet.Fleet;
import io.longhaul.coordinator.fleet.Group;
import io.longhaul.coordinator.fleet.JobSource;
import io.longhaul.coordinator.fleet.Launch;
import io.longhaul.job.Job;
import io.longhaul.job.JobJson;
import io.longhaul.job.file.JobFile;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Launches machines. */
@Command(
    name = "launch",
    mixinStandardHelpOptions = true,
    description = {
      "Looks what would keep machines from coming, or make them dear, and sets how many the"
          + " stack's group is to have.",
      "It returns when that is set: the group starts them, and they begin to work by"
          + " themselves. It may be repeated.",
      "With --finish-by or --auto the fleet is then sized by itself, by what is open and how fast"
          + " it goes, whether this command lives or not: the workers do it, 'watch' or 'run'. That"
          + " ends with a plain --workers, 'fleet scale N', a drain of all or 'terminate', and with"
          + " --finish-by when its work is done.",
      "Given a job or a run, it also compares the region of its source with the fleet's.",
      "With --detach the job is submitted, too, and all of it goes on without you: the machines cut"
          + " it up, do it, and leave by themselves."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul fleet launch --workers 16 job.yaml --dry-run   # look only",
      "  longhaul fleet launch --workers 16 --run orders --max-hourly 15",
      "  longhaul fleet launch --workers 16 job.yaml --name orders --detach",
      "  longhaul fleet launch --workers 16 --yes --wait",
      "  longhaul fleet launch --finish-by 6h --max-hourly 15   # as many as that takes",
      "  longhaul fleet launch --auto max=8                     # as many as there is work for"
    })
final class FleetLaunchCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "JOB",
      arity = "0..1",
      description = "A job file that the machines are for.")
  private @Nullable Path file;

  @Option(names = "--run", paramLabel = "RUN", description = "A run that they are for.")
  private @Nullable String name;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "How many there are to be in all; with --finish-by or --auto at first, else one at"
              + " least.")
  private @Nullable Integer workers;

  @Mixin private HandOver handOver;
  @Mixin private SizingOptions sizing;
  @Mixin private StackOptions stackOptions;

  FleetLaunchCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (file != null && name != null) {
      throw CommandFailed.misused("a job and --run: say one of them");
    }
    if (workers == null && !sizing.byItself()) {
      throw CommandFailed.misused(
          "say how many: --workers N, or --finish-by TIME or --auto max=N to size it by itself");
    }
    if (workers != null && workers < 1) {
      throw CommandFailed.misused("--workers %d: write 1 or more".formatted(workers));
    }
    boolean detached = handOver.asked(file);
    try (Stack stack = open(detached);
        Fleet fleet = surroundings.fleets().open(stack)) {
      Optional<Job> job = job(stack);
      job.flatMap(each -> HereAlone.of(each, stack.settings())).ifPresent(surroundings::say);
      Optional<Launch.Source> source =
          job.isPresent() ? new JobSource(stack).of(job.get()) : Optional.empty();
      Optional<Group> group = fleet.group();
      int before = group.map(Group::wanted).orElse(0);
      int first = workers != null ? workers : Math.max(1, before);
      SizingOptions.Asked asked = sizing.asked(surroundings, group, first, source);
      if (before > first) {
        throw CommandFailed.misused(
            "%d are wanted already, so %d is no launch; 'longhaul fleet scale %d' makes them fewer"
                .formatted(before, first, first));
      }
      if (detached && job.isPresent()) {
        return handedOver(stack, fleet, asked, before, job.get());
      }
      say(sizing.set(surroundings, stack, fleet, asked), first, before, next());
      sizing.awaitLive(surroundings, stack, fleet, first);
      return Exit.DONE;
    } catch (InterruptedException e) {
      surroundings.say("interrupted; 'fleet ls' shows how many are wanted and there");
      throw e;
    }
  }

  private Stack open(boolean detached) throws InterruptedException {
    return detached ? stackOptions.open(surroundings) : stackOptions.openUnasked(surroundings);
  }

  /** The run first: machines that nobody gives work to cost, and a run that waits does not. */
  private int handedOver(Stack stack, Fleet fleet, SizingOptions.Asked asked, int before, Job job)
      throws InterruptedException {
    Hints hints = stackOptions.hints(surroundings);
    HandOver.Handed handed = handOver.of(job, surroundings, hints, stack);
    if (handed.over()) return Exit.DONE;
    SizingOptions.Set set = sizing.set(surroundings, stack, fleet, asked, handed::register);
    if (set == SizingOptions.Set.WOULD) handed.look();
    String next =
        "'%s' follows the run, now or later".formatted(hints.command("watch", handed.run()));
    say(set, asked.first(), before, next);
    sizing.awaitLive(surroundings, stack, fleet, asked.first());
    return Exit.DONE;
  }

  private Optional<Job> job(Stack stack) {
    if (file != null) {
      return Optional.of(JobFile.read(surroundings.place().folder().resolve(file)));
    }
    if (name == null) return Optional.empty();
    RunName run = Words.there(stack, Words.run(name)).name();
    return Optional.of(JobJson.read(stack.ledger().runs().job(run)));
  }

  private void say(SizingOptions.Set set, int first, int before, String next) {
    Hints hints = stackOptions.hints(surroundings);
    switch (set) {
      case WOULD -> surroundings.print("would want %d, %d are wanted now".formatted(first, before));
      case ALREADY ->
          surroundings.print(
              "%d are wanted already; '%s' shows them".formatted(first, hints.command("fleet ls")));
      case DONE -> {
        surroundings.print("%d are wanted, %d before".formatted(first, before));
        surroundings.say(
            "they come within minutes: '%s' shows them; %s; they leave when nothing is left to do, '%s' ends them before"
                .formatted(hints.command("fleet ls"), next, hints.command("fleet drain --all")));
      }
    }
  }

  private String next() {
    Hints hints = stackOptions.hints(surroundings);
    if (name != null) return "'%s' follows the run".formatted(hints.command("watch", name));
    String job = file == null ? "JOB" : Hints.word(file.toString());
    return "'%s' gives them work".formatted(hints.command("submit", job, "--name RUN --detach"));
  }
}
