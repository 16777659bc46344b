package io.longhaul.coordinator.fleet;

import io.longhaul.price.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks, before machines are paid for, at what would keep them from coming, from being of use, or
 * from costing what was meant. It changes nothing.
 */
public final class LaunchChecks {
  private static final double TB = 1e12;

  private final Fleet fleet;
  private final Launch launch;

  public LaunchChecks(Fleet fleet, Launch launch) {
    this.fleet = fleet;
    this.launch = launch;
  }

  /** What was found, in the order in which it was looked for; what stops it comes as the last. */
  public List<Finding> find() throws InterruptedException {
    Optional<Group> there = fleet.group();
    if (there.isEmpty()) {
      return List.of(
          Finding.stops(
              "group",
              "there is none in %s; 'longhaul infra deploy' makes it, if LONGHAUL_STACK, AWS_PROFILE"
                      .formatted(fleet.where())
                  + " and AWS_REGION are as they should be"));
    }
    Group group = there.get();
    List<Finding> findings = new ArrayList<>();
    findings.add(size(group));
    findings.add(spend(group));
    launch.source().ifPresent(source -> findings.add(region(source)));
    if (findings.getFirst().level() == Finding.Level.STOPS) return List.copyOf(findings);
    findings.addAll(fleet.look(group, Math.max(0, launch.workers() - group.wanted())));
    return List.copyOf(findings);
  }

  private Finding size(Group group) {
    if (!group.takes(launch.workers())) {
      return Finding.stops("group", group.refusal(launch.workers()));
    }
    return Finding.fine(
        "group",
        "%s takes %d to %d, %d wanted now"
            .formatted(group.name(), group.min(), group.max(), group.wanted()));
  }

  private Finding spend(Group group) {
    Spend spend = Spend.atMost(launch.workers(), group.types());
    String limit =
        launch.maxHourly().isPresent() ? Spend.dollars(launch.maxHourly().getAsDouble()) : "";
    if (limit.isEmpty()) {
      return spend.unknown().isEmpty() && !group.types().isEmpty()
          ? Finding.fine("price", "at most %s; no limit is set".formatted(spend.text()))
          : Finding.unseen("price", unknown(group, spend));
    }
    if (!spend.unknown().isEmpty() || group.types().isEmpty()) {
      return Finding.stops(
          "price",
          "%s, so the limit of %s an hour cannot be held; leave the limit out to launch"
              .formatted(unknown(group, spend), limit));
    }
    return spend.hourly() > launch.maxHourly().getAsDouble()
        ? Finding.stops(
            "price",
            "up to %s, above the limit of %s an hour; launch fewer, or raise it"
                .formatted(spend.text(), limit))
        : Finding.fine("price", "at most %s; the limit is %s".formatted(spend.text(), limit));
  }

  private static String unknown(Group group, Spend spend) {
    return group.types().isEmpty()
        ? "which types %s launches is not known".formatted(group.name())
        : "the price of %s is not known here".formatted(String.join(", ", spend.unknown()));
  }

  private static Finding region(Launch.Source source) {
    Optional<String> workers = source.workers();
    if (source.region().isEmpty()) {
      return Finding.unseen(
          "region", "where bucket %s is: %s".formatted(source.bucket(), source.why()));
    }
    String there = source.region().get();
    if (workers.isEmpty()) {
      return Finding.unseen(
          "region",
          "bucket %s is in %s, the fleet is not in AWS".formatted(source.bucket(), there));
    }
    if (there.equals(workers.get())) {
      return Finding.fine(
          "region", "bucket %s and the fleet are in %s".formatted(source.bucket(), there));
    }
    String apart =
        "bucket %s is in %s and the fleet in %s".formatted(source.bucket(), there, workers.get());
    return source.streamed()
        ? Finding.costs(
            "region",
            "%s: every byte leaves its region, %s a TB; run the fleet where the source is"
                .formatted(apart, Spend.dollars(new Transfer(TB, 0).total())))
        : Finding.costs(
            "region",
            "%s: S3 copies by itself, but each request takes longer, so machines are paid for longer;"
                    .formatted(apart)
                + " run the fleet where the source is");
  }
}
