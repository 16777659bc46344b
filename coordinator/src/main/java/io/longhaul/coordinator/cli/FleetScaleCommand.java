package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.fleet.Fleet;
import io.longhaul.coordinator.fleet.Group;
import io.longhaul.coordinator.fleet.Launch;
import io.longhaul.stack.Stack;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes how many machines there are. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description = {
      "Sets how many machines the stack's group is to have, more or fewer, and returns.",
      "Fewer: those that hold units protect themselves, so the group ends idle ones first, and"
          + " a busy one once it has nothing in hand.",
      "More: as 'fleet launch', with what it looks at."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul fleet scale 4",
      "  longhaul fleet scale 32 --max-hourly 30 --dry-run",
      "  longhaul fleet scale 0     # no new ones, and none that is idle"
    })
final class FleetScaleCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "N", description = "How many there are to be in all.")
  private int workers;

  @Mixin private SizingOptions sizing;
  @Mixin private StackOptions stackOptions;

  FleetScaleCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Stack stack = stackOptions.openUnasked(surroundings);
        Fleet fleet = surroundings.fleets().open(stack)) {
      Launch launch = sizing.launch(surroundings, workers, Optional.empty());
      int before = fleet.group().map(Group::wanted).orElse(0);
      String ls = stackOptions.hints(surroundings).command("fleet ls");
      switch (sizing.set(surroundings, fleet, launch)) {
        case WOULD ->
            surroundings.print("would want %d, %d are wanted now".formatted(workers, before));
        case ALREADY ->
            surroundings.print("%d are wanted already; '%s' shows them".formatted(workers, ls));
        case DONE -> {
          surroundings.print("%d are wanted, %d before".formatted(workers, before));
          surroundings.say("'%s' shows who comes and who goes".formatted(ls));
        }
      }
      if (workers > before) sizing.awaitLive(surroundings, stack, fleet, workers);
      return Exit.DONE;
    } catch (InterruptedException e) {
      surroundings.say("interrupted; 'fleet ls' shows how many are wanted and there");
      throw e;
    }
  }
}
