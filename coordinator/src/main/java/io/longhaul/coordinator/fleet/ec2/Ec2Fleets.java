package io.longhaul.coordinator.fleet.ec2;

import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.fleet.Fleet;
import io.longhaul.coordinator.fleet.Fleets;
import io.longhaul.stack.Stack;
import io.longhaul.time.ClockOffset;

/** Opens fleets in AWS, or wherever the SDK's own variables and profiles point. */
public final class Ec2Fleets implements Fleets {
  private final AwsSettings settings;

  public Ec2Fleets(AwsSettings settings) {
    this.settings = settings;
  }

  @Override
  public Fleet open(Stack stack) {
    if (stack.settings().local().isPresent()) {
      throw CommandFailed.misused(
          "the workers of an embedded cloud are processes of this machine, and no fleet: 'longhaul"
              + " worker' starts one, 'longhaul run JOB --name RUN' as many as it is told");
    }
    AwsClients clients = new AwsClients(settings, stack.time(), new ClockOffset());
    try {
      return new Ec2Fleet(
          clients,
          AwsPlace.fromEnvironment(),
          settings,
          stack.time(),
          "longhaul-" + stack.settings().name());
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
  }
}
