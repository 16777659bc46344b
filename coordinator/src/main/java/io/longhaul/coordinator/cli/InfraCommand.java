package io.longhaul.coordinator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What a stack is made of, on AWS or on any server that speaks its protocols. */
@Command(
    name = "infra",
    mixinStandardHelpOptions = true,
    description = "Makes what a stack is made of, changes it, and removes it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul infra deploy --distribution  # a whole stack, with this program for its machines",
      "  longhaul infra diff",
      "  longhaul infra destroy",
      "  longhaul infra deploy --minimal       # table and queues only, for workers of one's own"
    })
final class InfraCommand {
  private InfraCommand() {}

  static CommandLine line(Surroundings surroundings) {
    CommandLine line = new CommandLine(new InfraCommand());
    line.addSubcommand(new InfraDeployCommand(surroundings));
    line.addSubcommand(new InfraDiffCommand(surroundings));
    line.addSubcommand(new InfraDestroyCommand(surroundings));
    return line;
  }
}
