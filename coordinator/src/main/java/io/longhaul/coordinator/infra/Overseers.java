package io.longhaul.coordinator.infra;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may submit to a stack, who is told of its alarms, and when; what is empty stays as it is.
 *
 * @param senders ARNs of users and roles that may send to its queues beside the workers; may hold *
 * @param email who is told of alarms; {@code none}: nobody is
 * @param machineHours more within a day raise an alarm
 */
public record Overseers(
    List<String> senders, Optional<String> email, Optional<Integer> machineHours) {
  static final String NOBODY = "none";

  private static final Pattern PRINCIPAL =
      Pattern.compile("arn:[a-z-]+:(iam|sts)::\\d{12}:[^,\\s]+");

  public Overseers {
    senders = List.copyOf(senders);
    for (String sender : senders) {
      if (!PRINCIPAL.matcher(sender).matches()) {
        throw new IllegalArgumentException(
            "--senders '%s': write the ARN of a user or role, such as".formatted(sender)
                + " arn:aws:iam::111122223333:role/ops");
      }
    }
    email.ifPresent(address -> {
      if (!address.equals(NOBODY) && !address.matches("[^@\\s]+@[^@\\s]+")) {
        throw new IllegalArgumentException(
            "--alarm-email '%s': write an address, or none".formatted(address));
      }
    });
    machineHours.ifPresent(hours -> {
      if (hours < 1) {
        throw new IllegalArgumentException("--machine-hours %d: write 1 or more".formatted(hours));
      }
    });
  }
}
