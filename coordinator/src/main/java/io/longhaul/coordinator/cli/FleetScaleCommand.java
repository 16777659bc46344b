package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.fleet.Fleet;
import io.longhaul.coordinator.fleet.Group;
import io.longhaul.stack.Stack;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      "More: as 'fleet launch', with what it looks at.",
      "With --finish-by or --auto it is sized by itself from now on, else not any more. Without N"
          + " it begins with those that are wanted, at least one while a run is open."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul fleet scale 4",
      "  longhaul fleet scale 32 --max-hourly 30 --dry-run",
      "  longhaul fleet scale --auto max=8",
      "  longhaul fleet scale 0     # no new ones, and none that is idle"
    })
final class FleetScaleCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "N",
      arity = "0..1",
      description = "How many there are to be in all; with --finish-by or --auto at first.")
  private @Nullable Integer workers;

  @Mixin private SizingOptions sizing;
  @Mixin private StackOptions stackOptions;

  FleetScaleCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (workers == null && !sizing.byItself()) {
      throw CommandFailed.misused(
          "say how many: N, or --finish-by TIME or --auto max=N to size it by itself");
    }
    try (Stack stack = stackOptions.openUnasked(surroundings);
        Fleet fleet = surroundings.fleets().open(stack)) {
      Optional<Group> group = fleet.group();
      int before = group.map(Group::wanted).orElse(0);
      int first = workers != null ? workers : first(stack, before, sizing.most(group));
      SizingOptions.Asked asked = sizing.asked(surroundings, group, first, Optional.empty());
      String ls = stackOptions.hints(surroundings).command("fleet ls");
      switch (sizing.set(surroundings, stack, fleet, asked)) {
        case WOULD ->
            surroundings.print("would want %d, %d are wanted now".formatted(first, before));
        case ALREADY ->
            surroundings.print("%d are wanted already; '%s' shows them".formatted(first, ls));
        case DONE -> {
          surroundings.print("%d are wanted, %d before".formatted(first, before));
          surroundings.say("'%s' shows who comes and who goes".formatted(ls));
        }
      }
      if (first == 0 && sizing.byItself()) sayNobodyLooks();
      if (first > before) sizing.awaitLive(surroundings, stack, fleet, first);
      return Exit.DONE;
    } catch (InterruptedException e) {
      surroundings.say("interrupted; 'fleet ls' shows how many are wanted and there");
      throw e;
    }
  }

  /** With none nobody would look, unless somebody watches. */
  private static int first(Stack stack, int before, int most) {
    if (before > 0) return Math.min(before, most);
    boolean open = stack.ledger().runs().all().stream().anyMatch(run -> !run.state().over());
    return open ? 1 : 0;
  }

  private void sayNobodyLooks() {
    Hints hints = stackOptions.hints(surroundings);
    surroundings.say(
        "none is wanted, so nobody looks until '%s' or another '%s'"
            .formatted(hints.command("watch RUN"), hints.command("fleet launch --auto max=N")));
  }
}
