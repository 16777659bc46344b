package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.infra.Deploying;
import io.longhaul.coordinator.infra.Estate;
import io.longhaul.coordinator.infra.Packing;
import io.longhaul.coordinator.infra.Proposal;
import io.longhaul.stack.StackResources;
import io.longhaul.stack.StackSettings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a whole stack, or changes one, after it has shown how. */
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a stack in one piece: queues, ledger, workers' role, a group of 0 to --max machines,"
          + " logs, dashboard and alarms; or changes one that is there. What is not said stays as"
          + " it is. First it shows what would change, and asks.",
      "No machine is started by it: 'fleet launch' does that. Changes reach machines that are"
          + " started after it.",
      "With --minimal: the stack's table and queues only, where they are not there. What is there"
          + " is never altered or deleted: it is said how it differs.",
      "It may be repeated. Exits 0 when all is there as it should be (or, with --dry-run, would"
          + " be), 1 when something could not be made, 3 when with --minimal something that was"
          + " there differs."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul infra deploy --distribution --dry-run",
      "  longhaul infra deploy --distribution",
      "  longhaul infra deploy --max 32 --types m7g.4xlarge,m6g.4xlarge --yes",
      "  longhaul infra deploy --subnets subnet-0123456789abcdef0 --make-endpoint",
      "  longhaul infra deploy --minimal --dry-run   # what is there, what would be made",
      "  longhaul infra deploy --minimal",
      "  longhaul infra deploy --minimal --stack test --json"
    })
final class InfraDeployCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(names = "--minimal", description = "Table and queues only, and no CloudFormation.")
  private boolean minimal;

  @Mixin private WantedOptions wantedOptions;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Say what would be made; change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Mixin private StackOptions stackOptions;

  InfraDeployCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    StackSettings settings = InfraStack.remote(stackOptions, surroundings);
    if (minimal) return new InfraMinimal(surroundings, dryRun, json).deploy(settings);
    Optional<Packing> packed = wantedOptions.packed(surroundings);
    try (Estate estate = surroundings.estates().open(settings);
        StackResources resources = surroundings.stacks().resources(settings)) {
      InfraStack.say(surroundings, settings, estate);
      Deploying deploying =
          new Deploying(estate, settings.name(), surroundings.time(), surroundings::say);
      Proposal proposal = deploying.propose(wantedOptions.wanted(packed), resources);
      boolean agreed = false;
      try {
        agreed = agreed(settings, proposal);
      } finally {
        if (!agreed || proposal.empty()) estate.formation().withdraw(proposal);
      }
      if (!agreed) return Exit.DONE;
      deploying.carryOut(proposal, packed.map(Packing::shipment));
      String done = proposal.anew() ? "made" : "changed";
      if (proposal.empty()) {
        print(
            settings,
            proposal,
            "unchanged",
            "stack %s is as it should be".formatted(settings.name()));
      } else {
        print(settings, proposal, done, "stack %s is %s".formatted(settings.name(), done));
      }
      return Exit.DONE;
    } catch (InterruptedException e) {
      surroundings.say("interrupted; CloudFormation goes on with what it has begun");
      throw e;
    } finally {
      packed.ifPresent(Packing::close);
    }
  }

  /** Shows it, and asks if there is something to be asked. */
  private boolean agreed(StackSettings settings, Proposal proposal) throws InterruptedException {
    if (!json) new ProposalText(proposal).lines().forEach(surroundings::print);
    if (dryRun) {
      if (json) print(settings, proposal, proposal.empty() ? "unchanged" : "would-deploy", "");
      else surroundings.say(proposal.empty() ? "nothing would be changed" : "nothing was changed");
      return false;
    }
    if (!proposal.empty() && !yes) {
      Asks.forWord(
          surroundings,
          "stack %s would be %s so"
              .formatted(settings.name(), proposal.anew() ? "made" : "changed"),
          settings.name(),
          "--yes does it, --dry-run only shows it");
    }
    return true;
  }

  private void print(StackSettings settings, Proposal proposal, String outcome, String line) {
    surroundings.print(
        json
            ? new ProposalText(proposal)
                .json(settings.name())
                .put("dryRun", dryRun)
                .put("outcome", outcome)
                .toString()
            : line);
  }
}
