package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.fleet.Fleet;
import io.longhaul.coordinator.fleet.Group;
import io.longhaul.coordinator.fleet.Roster;
import io.longhaul.coordinator.fleet.RosterText;
import io.longhaul.coordinator.fleet.SizingDesk;
import io.longhaul.coordinator.fleet.SizingText;
import io.longhaul.ledger.Sizing;
import io.longhaul.stack.Stack;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists machines. */
@Command(
    name = "ls",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the stack's machines: where their lives stand, what they work on, what they cost.",
      "DONE and RATE are of the workers that are live, as of their last renewal. Workers on no"
          + " machine of the fleet, such as a laptop's, come apart. It changes nothing.",
      "Of a fleet that is sized by itself it shows whose wish that is, and what was decided last."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  longhaul fleet ls", "  longhaul fleet ls --json | jq -r '.instances[].instance'"})
final class FleetLsCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Mixin private StackOptions stackOptions;

  FleetLsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The group, or a line that says how to make one. */
  static Group there(Fleet fleet) throws InterruptedException {
    return fleet
        .group()
        .orElseThrow(() ->
            CommandFailed.failed(
                ("the stack has no group in %s; 'longhaul infra deploy' makes it, if"
                        + " LONGHAUL_STACK, AWS_PROFILE and AWS_REGION are as they should be")
                    .formatted(fleet.where())));
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Stack stack = stackOptions.open(surroundings);
        Fleet fleet = surroundings.fleets().open(stack)) {
      Group group = there(fleet);
      Roster roster = Roster.of(stack, fleet.members());
      Optional<Sizing> sizing = new SizingDesk(stack).standing();
      Instant now = stack.time().now();
      if (json) {
        surroundings.print(new RosterJson(group, roster, sizing, now).line());
      } else {
        new RosterText(group, roster, now).lines().forEach(surroundings::print);
        sizing.ifPresent(stands -> SizingText.lines(stands, now).forEach(surroundings::print));
      }
      return Exit.DONE;
    }
  }
}
