package io.longhaul.coordinator.infra.cloudformation;

import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.coordinator.infra.Estate;
import io.longhaul.coordinator.infra.Estates;
import io.longhaul.stack.StackSettings;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.Time;

/** Opens estates where the SDK's own variables and profiles point. */
public final class CloudFormationEstates implements Estates {
  private final AwsSettings settings;
  private final Time time;

  public CloudFormationEstates(AwsSettings settings, Time time) {
    this.settings = settings;
    this.time = time;
  }

  @Override
  public Estate open(StackSettings stack) {
    return open(stack, AwsPlace.fromEnvironment());
  }

  /** At that place. */
  Estate open(StackSettings stack, AwsPlace place) {
    AwsClients clients = new AwsClients(settings, time, new ClockOffset());
    try {
      return new CloudFormationEstate(stack, clients, place, settings, time);
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
  }
}
