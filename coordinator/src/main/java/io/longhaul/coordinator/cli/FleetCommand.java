package io.longhaul.coordinator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The machines that work on a stack's runs. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    description = "Launches, lists, sizes, drains and ends the machines of a stack.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul fleet launch --workers 16 job.yaml --dry-run",
      "  longhaul fleet launch --workers 16 --run orders --max-hourly 15",
      "  longhaul fleet launch --finish-by 6h",
      "  longhaul fleet ls",
      "  longhaul fleet scale 4",
      "  longhaul fleet drain --all --wait",
      "  longhaul fleet terminate"
    })
final class FleetCommand {
  private FleetCommand() {}

  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new FleetCommand())
        .addSubcommand(new FleetLaunchCommand(surroundings))
        .addSubcommand(new FleetLsCommand(surroundings))
        .addSubcommand(new FleetScaleCommand(surroundings))
        .addSubcommand(new FleetDrainCommand(surroundings))
        .addSubcommand(new FleetTerminateCommand(surroundings));
  }
}
