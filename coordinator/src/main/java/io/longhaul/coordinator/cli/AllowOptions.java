package io.longhaul.coordinator.cli;

import io.longhaul.command.AllowedCommands;
import io.longhaul.coordinator.CommandFailed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which commands a worker runs for jobs; the same wherever workers are started. */
public final class AllowOptions {
  @Option(
      names = AllowedCommands.FLAG,
      paramLabel = "COMMAND",
      description = {
        "Run this for jobs of the kind command: NAME=/path, NAME=/path@SHA256, or artifact:SHA256"
            + " for what a job brings along. May be said several times.",
        "Else LONGHAUL_ALLOW, with commas between, else none."
      })
  private @Nullable List<String> allow;

  /**
   * The resolved settings.
   *
   * @throws CommandFailed if one is wrong, naming it
   */
  public AllowedCommands allowed(Surroundings surroundings) {
    try {
      return AllowedCommands.resolve(
          allow == null ? List.of() : allow, surroundings.place().environment());
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(e);
    }
  }
}
