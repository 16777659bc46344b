package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.fleet.Draining;
import io.longhaul.coordinator.fleet.Draining.Sent;
import io.longhaul.coordinator.fleet.Fleet;
import io.longhaul.coordinator.fleet.Group;
import io.longhaul.coordinator.fleet.Roster;
import io.longhaul.stack.Stack;
import io.longhaul.time.Deadline;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends machines home in good order. */
@Command(
    name = "drain",
    mixinStandardHelpOptions = true,
    description = {
      "Asks workers to leave: they receive nothing more, finish or hand back what they hold, and"
          + " no attempt is charged for it. None is ended before its workers have left.",
      "With --all none is wanted any more, nor is the fleet sized by itself. A named machine leaves"
          + " one fewer wanted, so that none is put in its place, unless the fleet is sized by"
          + " itself: then another may come.",
      "A worker that has left ends its machine, whether or not anybody waits for it. A machine on"
          + " which no worker is live is ended at once."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul fleet drain --all --dry-run",
      "  longhaul fleet drain --all --wait",
      "  longhaul fleet drain --instance i-0123456789abcdef0 --wait --within 30"
    })
final class FleetDrainCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--instance",
      paramLabel = "ID",
      split = ",",
      description = "One machine; it may be said several times.")
  private List<String> instances = List.of();

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  @Option(names = "--dry-run", description = "Say what would be done, and change nothing.")
  private boolean dryRun;

  @Option(names = "--wait", description = "Wait until they have left.")
  private boolean wait;

  @Option(
      names = "--within",
      paramLabel = "MINUTES",
      defaultValue = "15",
      description = "With --wait: how long at most, ${DEFAULT-VALUE} if it is not said.")
  private int within;

  @Mixin private StackOptions stackOptions;

  FleetDrainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (all == !instances.isEmpty()) {
      throw CommandFailed.misused(
          "say which: --all, or --instance ID; 'longhaul fleet ls' lists them");
    }
    Waiting.check(within);
    try (Stack stack = stackOptions.open(surroundings);
        Fleet fleet = surroundings.fleets().open(stack)) {
      Group group = FleetLsCommand.there(fleet);
      Draining draining = new Draining(stack, fleet);
      Set<String> named = new LinkedHashSet<>(instances);
      if (dryRun) {
        for (Sent sent : draining.look(named)) surroundings.print("would be " + line(sent));
        if (all) surroundings.print("%d are wanted, none would be".formatted(group.wanted()));
        if (all) SizedByItself.would(surroundings, stack);
        else SizedByItself.sayStands(surroundings, stack, stackOptions.hints(surroundings));
        return Exit.DONE;
      }
      if (all) SizedByItself.end(surroundings, stack, fleet);
      List<Sent> sent = all ? draining.all() : draining.some(named);
      for (Sent each : sent) surroundings.print(line(each));
      if (all) surroundings.print("none is wanted, %d before".formatted(group.wanted()));
      else SizedByItself.sayStands(surroundings, stack, stackOptions.hints(surroundings));
      follow(stack, draining, sent);
      return Exit.DONE;
    } catch (InterruptedException e) {
      surroundings.say("interrupted; who was asked leaves all the same, run it again to go on");
      throw e;
    }
  }

  private static String line(Sent sent) {
    Roster.Line line = sent.line();
    String id = line.member().id();
    return switch (sent.how()) {
      case ASKED ->
          "asked to leave: %s, %s in hand".formatted(id, Figures.count(line.units(), "unit"));
      case ENDED -> "ended: %s, no worker is live on it".formatted(id);
      case GOING -> "left alone: %s, it goes already".formatted(id);
    };
  }

  private void follow(Stack stack, Draining draining, List<Sent> sent) throws InterruptedException {
    if (sent.stream().noneMatch(each -> each.how() == Sent.How.ASKED)) return;
    Hints hints = stackOptions.hints(surroundings);
    if (!wait) {
      surroundings.say(
          ("workers hear of it at their next renewal, within %d s, hand back or finish what they"
                  + " hold, and end their machines; '%s' shows them, the same with --wait waits for"
                  + " them")
              .formatted(
                  stack.settings().sessions().renewEvery().toSeconds(), hints.command("fleet ls")));
      return;
    }
    Deadline deadline = Deadline.in(stack.time(), Duration.ofMinutes(within));
    List<Roster.Line> left = draining.await(sent, deadline);
    if (!left.isEmpty()) {
      throw CommandFailed.failed(
          "%s still work after %d minutes; run it again to wait on, or 'longhaul fleet terminate'"
                  .formatted(Figures.count(left.size(), "machine"), within)
              + " ends them, and what they hold is done again");
    }
    surroundings.say("all have left");
  }
}
