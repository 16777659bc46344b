package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.infra.Deploying;
import io.longhaul.coordinator.infra.Estate;
import io.longhaul.coordinator.infra.Packing;
import io.longhaul.coordinator.infra.Proposal;
import io.longhaul.stack.StackResources;
import io.longhaul.stack.StackSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares a stack with what this program would make of it. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what 'infra deploy' with the same options would change, and changes nothing. The"
          + " change set that it asks CloudFormation for is deleted again.",
      "Exits 0 when there is no difference, 3 when there is one."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul infra diff                  # is it as this program would make it?",
      "  longhaul infra diff --max 32",
      "  longhaul infra diff --distribution   # do its machines start this very program?"
    })
final class InfraDiffCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private WantedOptions wantedOptions;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Mixin private StackOptions stackOptions;

  InfraDiffCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    StackSettings settings = InfraStack.remote(stackOptions, surroundings);
    Optional<Packing> packed = wantedOptions.packed(surroundings);
    try (Estate estate = surroundings.estates().open(settings);
        StackResources resources = surroundings.stacks().resources(settings)) {
      InfraStack.say(surroundings, settings, estate);
      Proposal proposal =
          new Deploying(estate, settings.name(), surroundings.time(), surroundings::say)
              .propose(wantedOptions.wanted(packed), resources);
      estate.formation().withdraw(proposal);
      show(settings, proposal);
      return proposal.empty() ? Exit.DONE : Exit.DEAD_LEFT;
    } finally {
      packed.ifPresent(Packing::close);
    }
  }

  private void show(StackSettings settings, Proposal proposal) {
    ProposalText text = new ProposalText(proposal);
    if (json) {
      surroundings.print(text.json(settings.name()).toString());
      return;
    }
    List<String> lines = text.lines();
    lines.forEach(surroundings::print);
    if (proposal.empty()) surroundings.say("no difference");
    else if (lines.isEmpty()) surroundings.say("a difference that CloudFormation does not name");
  }
}
