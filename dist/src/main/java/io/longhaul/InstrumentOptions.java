package io.longhaul;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.cli.Surroundings;
import io.longhaul.metrics.cloudwatch.Namespace;
import io.longhaul.worker.health.HealthPort;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What others are to see of a worker. */
final class InstrumentOptions {
  @Option(
      names = HealthPort.FLAG,
      paramLabel = "N",
      description = {
        "Port of /health and /metrics on 127.0.0.1; 0: one that is free, off: none.",
        "Else LONGHAUL_HEALTH_PORT, else 0."
      })
  private @Nullable String healthPort;

  @Option(
      names = Namespace.FLAG,
      paramLabel = "NAMESPACE",
      description = "Send the meters to CloudWatch, too, once a minute. Else LONGHAUL_CLOUDWATCH.")
  private @Nullable String cloudWatch;

  /**
   * The resolved ones.
   *
   * @throws CommandFailed if one is wrong, naming it
   */
  Instruments instruments(Surroundings surroundings) {
    Map<String, String> environment = surroundings.place().environment();
    try {
      return new Instruments(
          surroundings,
          HealthPort.resolve(Optional.ofNullable(healthPort), environment),
          Namespace.resolve(Optional.ofNullable(cloudWatch), environment));
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(e);
    }
  }
}
