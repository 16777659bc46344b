package io.longhaul.coordinator.fleet.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.fleet.Group;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

class NeedTest {
  private static final List<String> TYPES = List.of("m5.4xlarge");

  private static Need need(Integer base, Integer percent, int wanted, int more) {
    AutoScalingGroup group =
        AutoScalingGroup.builder()
            .mixedInstancesPolicy(policy ->
                policy.instancesDistribution(shares ->
                    shares.onDemandBaseCapacity(base).onDemandPercentageAboveBaseCapacity(percent)))
            .build();
    return new Need(group, new Group("g", 0, 100, wanted, TYPES), more);
  }

  @Test
  void the_base_is_on_demand_and_above_it_the_policy_shares_out() {
    assertThat(need(1, 0, 0, 16)).isEqualTo(new Need(1, 15, TYPES));
    assertThat(need(1, 0, 4, 12)).as("the base is there").isEqualTo(new Need(0, 12, TYPES));
    assertThat(need(2, 50, 0, 10)).isEqualTo(new Need(6, 4, TYPES));
    assertThat(need(0, 25, 0, 3)).as("rounded up").isEqualTo(new Need(1, 2, TYPES));
  }

  @Test
  void without_a_policy_all_are_on_demand() {
    Group known = new Group("g", 0, 100, 0, TYPES);
    assertThat(new Need(AutoScalingGroup.builder().build(), known, 5))
        .isEqualTo(new Need(5, 0, TYPES));
    assertThat(need(null, null, 0, 5)).isEqualTo(new Need(5, 0, TYPES));
  }
}
