package io.longhaul.coordinator.infra;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may submit to a stack, who is told of its alarms, and when; what is empty stays as it is.
 *
 * @param senders ARNs of users and roles that are to send to its queues too; may hold *
 * @param dropped those that are to no longer
 * @param email who is told of alarms; {@code none}: nobody is
 * @param machineHours more within a day raise an alarm
 */
public record Overseers(
    List<String> senders,
    List<String> dropped,
    Optional<String> email,
    Optional<Integer> machineHours) {
  static final String NOBODY = "none";

  private static final Pattern PRINCIPAL =
      Pattern.compile("arn:[a-z-]+:(iam|sts)::\\d{12}:[^,\\s]+");

  public Overseers {
    senders = List.copyOf(senders);
    dropped = List.copyOf(dropped);
    check("--add-senders", senders);
    check("--drop-senders", dropped);
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

  private static void check(String option, List<String> arns) {
    for (String arn : arns) {
      if (!PRINCIPAL.matcher(arn).matches()) {
        throw new IllegalArgumentException(
            "%s '%s': write the ARN of a user or role, such as".formatted(option, arn)
                + " arn:aws:iam::111122223333:role/ops");
      }
    }
  }
}
