package io.longhaul.coordinator.plan;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.price.Machines;
import io.longhaul.price.Prices;

/**
 * What a worker runs on.
 *
 * @param type of EC2
 * @param hourly in US dollars, on demand
 */
public record Machine(String type, double hourly) {
  public static final String USUAL = "m5.4xlarge";

  /**
   * Looks up its price.
   *
   * @throws CommandFailed if it is not known
   */
  public static Machine of(String type) {
    double hourly =
        Machines.hourly(type)
            .orElseThrow(() ->
                CommandFailed.misused(
                    "--machine '%s': its price is not known here (%s, %s); write a type such as %s"
                        .formatted(type, Prices.REGION, Prices.DATE, USUAL)));
    return new Machine(type, hourly);
  }
}
