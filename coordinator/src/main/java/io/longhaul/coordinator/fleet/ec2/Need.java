package io.longhaul.coordinator.fleet.ec2;

import io.longhaul.coordinator.fleet.Group;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;

/**
 * How many more machines a launch takes of each market, as the group's policy shares them out.
 *
 * @param types what each of them may be
 */
record Need(int onDemand, int spot, List<String> types) {
  Need(AutoScalingGroup group, Group known, int more) {
    this(onDemand(group, known, more), more - onDemand(group, known, more), known.types());
  }

  private static int onDemand(AutoScalingGroup group, Group known, int more) {
    if (group.mixedInstancesPolicy() == null) return more;
    InstancesDistribution shares = group.mixedInstancesPolicy().instancesDistribution();
    if (shares == null) return more;
    int wanted = known.wanted();
    return Math.clamp(share(shares, wanted + more) - share(shares, wanted), 0, more);
  }

  /** AWS rounds up for on-demand. */
  private static int share(InstancesDistribution shares, int all) {
    int base = shares.onDemandBaseCapacity() == null ? 0 : shares.onDemandBaseCapacity();
    Integer percent = shares.onDemandPercentageAboveBaseCapacity();
    int above = Math.max(0, all - base);
    return Math.min(all, base) + Math.ceilDiv(above * (percent == null ? 100 : percent), 100);
  }
}
