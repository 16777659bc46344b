package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
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
          + " ends with a plain --workers, 'fleet scale N', a drain of all or 'terminate'.",
      "Given a job or a run, it also compares the region of its source with the fleet's."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul fleet launch --workers 16 job.yaml --dry-run   # look only",
      "  longhaul fleet launch --workers 16 --run orders --max-hourly 15",
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
    try (Stack stack = stackOptions.openUnasked(surroundings);
        Fleet fleet = surroundings.fleets().open(stack)) {
      Optional<Job> job = job(stack);
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
      say(sizing.set(surroundings, stack, fleet, asked), first, before);
      sizing.awaitLive(surroundings, stack, fleet, first);
      return Exit.DONE;
    } catch (InterruptedException e) {
      surroundings.say("interrupted; 'fleet ls' shows how many are wanted and there");
      throw e;
    }
  }

  private Optional<Job> job(Stack stack) {
    if (file != null) {
      return Optional.of(JobFile.read(surroundings.place().folder().resolve(file)));
    }
    if (name == null) return Optional.empty();
    RunName run = Words.there(stack, Words.run(name)).name();
    return Optional.of(JobJson.read(stack.ledger().runs().job(run)));
  }

  private void say(SizingOptions.Set set, int first, int before) {
    Hints hints = stackOptions.hints(surroundings);
    switch (set) {
      case WOULD -> surroundings.print("would want %d, %d are wanted now".formatted(first, before));
      case ALREADY ->
          surroundings.print(
              "%d are wanted already; '%s' shows them".formatted(first, hints.command("fleet ls")));
      case DONE -> {
        surroundings.print("%d are wanted, %d before".formatted(first, before));
        surroundings.say(
            "they come within minutes: '%s' shows them; %s; '%s' ends them when all is done"
                .formatted(
                    hints.command("fleet ls"), next(hints), hints.command("fleet drain --all")));
      }
    }
  }

  private String next(Hints hints) {
    if (name != null) return "'%s' follows the run".formatted(hints.command("watch", name));
    String job = file == null ? "JOB" : Hints.word(file.toString());
    return "'%s' gives them work".formatted(hints.command("submit", job, "--name RUN --detach"));
  }
}
