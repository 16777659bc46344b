package io.longhaul;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.cli.Surroundings;
import io.longhaul.worker.host.Host;
import io.longhaul.worker.host.HostSettings;
import io.longhaul.worker.host.IdleSettings;
import io.longhaul.worker.host.ImdsSilent;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a worker has to do with the machine that it runs on. */
final class HostOptions {
  @Option(
      names = HostSettings.FLAG,
      paramLabel = "HOST",
      description = {
        "ec2: this machine is an EC2 instance, and says when it has to go; none: it is not;",
        "auto: find out. Else LONGHAUL_HOST, else auto."
      })
  private @Nullable String host;

  @Option(
      names = IdleSettings.FLAG,
      paramLabel = "TIME",
      description = {
        "Leave after so long without a unit, if no run needs this worker; an instance of an Auto "
            + "Scaling group ends itself then. 30s, 10m, 2h, or off.",
        "Else LONGHAUL_IDLE, else off."
      })
  private @Nullable String idle;

  /**
   * The machine as it was found.
   *
   * @throws CommandFailed if an option is wrong, or the machine is not what it is said to be
   */
  Residence residence(Surroundings surroundings) throws InterruptedException {
    Map<String, String> environment = surroundings.place().environment();
    try {
      IdleSettings leaves = IdleSettings.resolve(Optional.ofNullable(idle), environment);
      HostSettings settings = HostSettings.resolve(Optional.ofNullable(host), environment);
      return new Residence(surroundings, Host.find(settings, surroundings.time()), leaves);
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(e);
    } catch (ImdsSilent e) {
      throw CommandFailed.failed(
          "%s; '%s none' works without it".formatted(e.getMessage(), HostSettings.FLAG));
    }
  }
}
