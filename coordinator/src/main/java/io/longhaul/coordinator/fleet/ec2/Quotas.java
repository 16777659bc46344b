package io.longhaul.coordinator.fleet.ec2;

import io.longhaul.access.PermissionMissing;
import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsFailure;
import io.longhaul.aws.stack.Asking;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.fleet.Finding;
import io.longhaul.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/**
 * How many vCPUs an account may still start: what it uses and its quota, as CloudWatch tells both
 * (namespace AWS/Usage, metric math SERVICE_QUOTA). It tells neither where none is in use.
 */
final class Quotas {
  private static final String ABOUT = "quota";

  /** EC2's user guide, "On-Demand Instance quotas": A, C, D, H, I, M, R, T and Z share one. */
  private static final Set<String> STANDARD =
      Set.of("a", "c", "d", "h", "i", "im", "is", "m", "r", "t", "z");

  private static final Duration BACK = Duration.ofHours(3);
  private static final int PERIOD_SECONDS = 300;
  private static final String USED = "used";
  private static final String QUOTA = "quota";

  private final Supplier<CloudWatchAsyncClient> clients;
  private final AwsCalls calls;
  private final Time time;
  private final String group;

  /**
   * @param clients asked only if it is looked
   */
  Quotas(Supplier<CloudWatchAsyncClient> clients, AwsCalls calls, Time time, String group) {
    this.clients = clients;
    this.calls = calls;
    this.time = time;
    this.group = group;
  }

  /** Of its family are the letters before its first digit. */
  static boolean isStandard(String type) {
    int letters = 0;
    while (letters < type.length() && Character.isLetter(type.charAt(letters))) letters++;
    return STANDARD.contains(type.substring(0, letters));
  }

  interface Vcpus {
    int of(String type) throws InterruptedException;
  }

  /** What is used, and may be. */
  record Reading(OptionalDouble used, OptionalDouble quota) {
    /** Reads the newest values of the answer. */
    static Reading of(GetMetricDataResponse answer) {
      return new Reading(newest(answer, USED), newest(answer, QUOTA));
    }

    private static OptionalDouble newest(GetMetricDataResponse answer, String id) {
      return answer.metricDataResults().stream()
          .filter(result -> id.equals(result.id()))
          .flatMap(result -> result.values().stream())
          .mapToDouble(Double::doubleValue)
          .findFirst();
    }

    Finding finding(Market market, int vcpus) {
      if (used.isEmpty() || quota.isEmpty()) {
        return unseen(market, vcpus, "CloudWatch tells no quota while none is in use");
      }
      String room =
          "%s, %,.0f of %,.0f are in use"
              .formatted(needed(market, vcpus), used.getAsDouble(), quota.getAsDouble());
      return used.getAsDouble() + vcpus > quota.getAsDouble()
          ? Finding.stops(ABOUT, room + "; launch fewer, or ask for more of quota " + market.code)
          : Finding.fine(ABOUT, room);
    }
  }

  private static String needed(Market market, int vcpus) {
    return "%s more of %s are needed".formatted(Figures.count(vcpus, "vCPU"), market.word);
  }

  private static Finding unseen(Market market, int vcpus, String why) {
    return Finding.unseen(
        ABOUT,
        "%s; %s; 'aws service-quotas get-service-quota --service-code ec2 --quota-code %s' tells it"
            .formatted(needed(market, vcpus), why, market.code));
  }

  /** The quotas of the {@link #STANDARD} families. */
  enum Market {
    ON_DEMAND("on-demand", "Standard/OnDemand", "L-1216C47A"),
    SPOT("spot", "Standard/Spot", "L-34B43A08");

    private final String word;
    private final String usage;
    private final String code;

    Market(String word, String usage, String code) {
      this.word = word;
      this.usage = usage;
      this.code = code;
    }
  }

  List<Finding> look(Need need, Vcpus vcpus) throws InterruptedException {
    List<String> others = need.types().stream().filter(type -> !isStandard(type)).toList();
    if (!others.isEmpty()) {
      return List.of(
          Finding.unseen(
              ABOUT,
              "%s: the quota of that family is one of its own, which is not looked at"
                  .formatted(String.join(", ", others))));
    }
    int most = 0;
    try {
      for (String type : need.types()) most = Math.max(most, vcpus.of(type));
    } catch (PermissionMissing denied) {
      return List.of(Finding.unseen(ABOUT, String.valueOf(denied.getMessage())));
    }
    if (most == 0)
      return List.of(Finding.unseen(ABOUT, "how many vCPUs a machine has is not known"));
    List<Finding> findings = new ArrayList<>();
    if (need.onDemand() > 0) findings.add(look(Market.ON_DEMAND, need.onDemand() * most));
    if (need.spot() > 0) findings.add(look(Market.SPOT, need.spot() * most));
    return findings;
  }

  /** Whatever keeps it from being seen, a launch does not hang on it. */
  private Finding look(Market market, int vcpus) throws InterruptedException {
    CloudWatchAsyncClient client = clients.get();
    Asking asking = Asking.of(client, "cloudwatch", group, calls, time);
    Instant now = time.now();
    try {
      GetMetricDataResponse answer =
          asking.tried(() ->
              client.getMetricData(g ->
                  g.startTime(now.minus(BACK))
                      .endTime(now)
                      .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                      .metricDataQueries(queries(market))));
      return Reading.of(answer).finding(market, vcpus);
    } catch (AwsCallFailed failed) {
      if (failed.what() == AwsFailure.CREDENTIALS) throw asking.failed("GetMetricData", failed);
      return unseen(market, vcpus, "cloudwatch:GetMetricData: " + failed.getMessage());
    }
  }

  private static List<MetricDataQuery> queries(Market market) {
    List<Dimension> dimensions =
        List.of(
            dimension("Service", "EC2"),
            dimension("Type", "Resource"),
            dimension("Resource", "vCPU"),
            dimension("Class", market.usage));
    return List.of(
        MetricDataQuery.builder()
            .id(USED)
            .metricStat(stat ->
                stat.period(PERIOD_SECONDS)
                    .stat("Maximum")
                    .metric(metric ->
                        metric
                            .namespace("AWS/Usage")
                            .metricName("ResourceCount")
                            .dimensions(dimensions)))
            .build(),
        MetricDataQuery.builder().id(QUOTA).expression("SERVICE_QUOTA(" + USED + ")").build());
  }

  private static Dimension dimension(String name, String value) {
    return Dimension.builder().name(name).value(value).build();
  }
}
