package io.longhaul.coordinator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.infra.Deployment;
import io.longhaul.coordinator.infra.Deployment.Stood;
import io.longhaul.stack.StackResources;
import io.longhaul.stack.StackSettings;
import io.longhaul.stack.Standing;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a stack is made of, on AWS or on any server that speaks its protocols. */
@Command(
    name = "infra",
    mixinStandardHelpOptions = true,
    description = "Makes what a stack is made of, and says and grants what a job needs of it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul infra deploy --minimal --dry-run   # what is there, what would be made",
      "  longhaul infra deploy --minimal",
      "  longhaul infra policy job.yaml              # least privilege, for both accounts",
      "  longhaul infra grant job.yaml --name orders --for 24h"
    })
final class InfraCommand {
  private InfraCommand() {}

  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new InfraCommand())
        .addSubcommand(new Deploy(surroundings))
        .addSubcommand(new PolicyCommand(surroundings))
        .addSubcommand(new GrantCommand(surroundings))
        .addSubcommand(new RevokeCommand(surroundings));
  }

  @Command(
      name = "deploy",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the stack's table and queues where they are not there, and waits until they"
            + " take requests.",
        "What is there is never altered or deleted: it is said how it differs. It may be"
            + " repeated, and run by several at once.",
        "Exits 0 when all is there as it should be (or, with --dry-run, would be), 1 when"
            + " something",
        "could not be made, 3 when something that was there differs."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  longhaul infra deploy --minimal --dry-run   # what is there, what would be made",
        "  longhaul infra deploy --minimal",
        "  longhaul infra deploy --minimal --stack test --json"
      })
  private static final class Deploy implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
        names = "--minimal",
        description = "Table and queues only; the whole stack is not there yet.")
    private boolean minimal;

    @Option(names = "--dry-run", description = "Say what would be made; change nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Mixin private StackOptions stackOptions;

    Deploy(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
      if (!minimal) {
        throw CommandFailed.misused(
            "a whole stack, with role, fleet and alarms, cannot be deployed yet;"
                + " 'longhaul infra deploy --minimal' makes its table and queues");
      }
      StackSettings settings = stackOptions.settings(surroundings);
      if (settings.local().isPresent()) {
        throw CommandFailed.misused(
            "an embedded cloud makes its own table and queues: 'longhaul local up' starts it");
      }
      try (StackResources resources = surroundings.stacks().resources(settings)) {
        surroundings.say(
            "stack %s (%s): %s".formatted(settings.name(), settings.from(), resources.where()));
        Deployment deployment = new Deployment(resources, this::print);
        List<Stood> stood = dryRun ? deployment.look() : deployment.make();
        if (json) print(settings, stood);
        return stood.stream().anyMatch(Stood::differs) ? Exit.DEAD_LEFT : Exit.DONE;
      } catch (InterruptedException e) {
        surroundings.say("interrupted; what was made stays, run it again to go on");
        throw e;
      }
    }

    private void print(Stood stood) {
      if (!json) surroundings.print("%s: %s".formatted(stood.name(), sentence(stood.standing())));
    }

    private String sentence(Standing standing) {
      return switch (standing) {
        case Standing.Absent absent -> "is not there and would be made";
        case Standing.Made made -> "made";
        case Standing.There there ->
            there.differences().isEmpty()
                ? "is there"
                : "is there and was left as it is, but " + String.join("; ", there.differences());
      };
    }

    private void print(StackSettings settings, List<Stood> all) {
      ObjectNode result = new ObjectMapper().createObjectNode();
      result.put("stack", settings.name());
      result.put("dryRun", dryRun);
      ArrayNode resources = result.putArray("resources");
      for (Stood stood : all) {
        ObjectNode resource = resources.addObject();
        resource.put("name", stood.name());
        resource.put("state", word(stood.standing()));
        ArrayNode differences = resource.putArray("differences");
        if (stood.standing() instanceof Standing.There there) {
          there.differences().forEach(differences::add);
        }
      }
      surroundings.print(result.toString());
    }

    private static String word(Standing standing) {
      return switch (standing) {
        case Standing.Absent absent -> "absent";
        case Standing.Made made -> "made";
        case Standing.There there -> "there";
      };
    }
  }
}
