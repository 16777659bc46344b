package io.longhaul.coordinator.fleet.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.fleet.Finding;
import io.longhaul.coordinator.fleet.Finding.Level;
import io.longhaul.coordinator.fleet.ec2.Quotas.Market;
import io.longhaul.coordinator.fleet.ec2.Quotas.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/** What CloudWatch's answer comes to; no engine here tells a quota. */
class QuotasTest {
  private static GetMetricDataResponse answer(double[] used, double[] quota) {
    return GetMetricDataResponse.builder()
        .metricDataResults(result("used", used), result("quota", quota))
        .build();
  }

  private static MetricDataResult result(String id, double[] values) {
    return MetricDataResult.builder()
        .id(id)
        .values(java.util.Arrays.stream(values).boxed().toList())
        .build();
  }

  @Test
  void the_newest_values_count_and_room_is_said() {
    Finding found =
        Reading.of(answer(new double[] {64, 500}, new double[] {320, 32}))
            .finding(Market.ON_DEMAND, 256);
    assertThat(found)
        .isEqualTo(
            Finding.fine("quota", "256 vCPUs more of on-demand are needed, 64 of 320 are in use"));
  }

  @Test
  void one_more_than_there_is_room_for_stops_it() {
    Finding found =
        Reading.of(answer(new double[] {65}, new double[] {320})).finding(Market.SPOT, 256);
    assertThat(found.level()).isEqualTo(Level.STOPS);
    assertThat(found.text())
        .isEqualTo(
            "256 vCPUs more of spot are needed, 65 of 320 are in use; launch fewer, or ask for more"
                + " of quota L-34B43A08");
  }

  /** Held against the quota of all others, a graphics machine would pass where it cannot start. */
  @Test
  void machines_of_families_with_a_quota_of_their_own_are_not_counted_in_another() {
    assertThat(List.of("m5.4xlarge", "c7gn.xlarge", "im4gn.large", "t3.micro", "z1d.large"))
        .allMatch(Quotas::isStandard);
    assertThat(List.of("g5.xlarge", "p4d.24xlarge", "inf1.xlarge", "hpc7g.4xlarge", "x2gd.large"))
        .noneMatch(Quotas::isStandard);
  }

  @Test
  void without_values_nothing_is_known() {
    Finding found = Reading.of(answer(new double[0], new double[0])).finding(Market.SPOT, 16);
    assertThat(found.level()).isEqualTo(Level.UNSEEN);
    assertThat(found.text()).contains("CloudWatch tells no quota while none is in use");
  }
}
