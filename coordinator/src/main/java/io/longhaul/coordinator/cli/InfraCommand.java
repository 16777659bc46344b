package io.longhaul.coordinator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What a stack is made of, on AWS or on any server that speaks its protocols. */
@Command(
    name = "infra",
    mixinStandardHelpOptions = true,
    description = {
      "Makes what a stack is made of, changes it, and removes it.",
      "Says what a job needs of its buckets, grants it for a while, and takes it back."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul infra deploy --distribution  # a whole stack, with this program for its machines",
      "  longhaul infra diff",
      "  longhaul infra destroy",
      "  longhaul infra deploy --minimal       # table and queues only, for workers of one's own",
      "  longhaul infra policy job.yaml        # least privilege, for both accounts",
      "  longhaul infra grant job.yaml --name orders --for 24h",
      "  longhaul infra revoke orders"
    })
final class InfraCommand {
  private InfraCommand() {}

  static CommandLine line(Surroundings surroundings) {
    CommandLine line = new CommandLine(new InfraCommand());
    line.addSubcommand(new InfraDeployCommand(surroundings));
    line.addSubcommand(new InfraDiffCommand(surroundings));
    line.addSubcommand(new InfraDestroyCommand(surroundings));
    line.addSubcommand(new PolicyCommand(surroundings));
    line.addSubcommand(new GrantCommand(surroundings));
    line.addSubcommand(new RevokeCommand(surroundings));
    return line;
  }
}
