package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.infra.Estate;
import io.longhaul.stack.StackSettings;

/** What all commands about a whole stack begin with. */
final class InfraStack {
  private InfraStack() {}

  /**
   * A stack on servers.
   *
   * @throws CommandFailed if an embedded cloud is meant
   */
  static StackSettings remote(StackOptions options, Surroundings surroundings) {
    StackSettings settings = options.settings(surroundings);
    if (settings.local().isPresent()) {
      throw CommandFailed.misused(
          "an embedded cloud makes its own table and queues: 'longhaul local up' starts it");
    }
    return settings;
  }

  static void say(Surroundings surroundings, StackSettings settings, Estate estate) {
    surroundings.say(
        "stack %s (%s): CloudFormation at %s"
            .formatted(settings.name(), settings.from(), estate.where()));
  }
}
