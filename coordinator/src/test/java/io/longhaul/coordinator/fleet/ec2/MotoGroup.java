package io.longhaul.coordinator.fleet.ec2;

import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.SystemTime;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.AutoScalingAsyncClient;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Makes a stack's group on moto, as a deployment would, by the SDK alone. */
final class MotoGroup implements AutoCloseable {
  static final List<String> TYPES = List.of("m5.4xlarge", "m6i.4xlarge");

  final Ec2AsyncClient ec2;
  final List<Subnet> subnets;
  private final AutoScalingAsyncClient scaling;
  private final AwsClients clients =
      new AwsClients(AwsSettings.of(8), new SystemTime(), new ClockOffset());

  MotoGroup(URI endpoint) {
    AwsPlace place = AwsPlace.at(endpoint, "test", "test");
    ec2 = clients.of(Ec2AsyncClient.builder(), place);
    scaling = clients.of(AutoScalingAsyncClient.builder(), place);
    subnets = ec2.describeSubnets().join().subnets().subList(0, 2);
  }

  void make(String stack, int min, int max) {
    String name = "longhaul-" + stack;
    String image = ec2.describeImages().join().images().getFirst().imageId();
    ec2.createLaunchTemplate(c ->
            c.launchTemplateName(name)
                .launchTemplateData(d -> d.imageId(image).instanceType(InstanceType.M5_4_XLARGE)))
        .join();
    List<LaunchTemplateOverrides> overrides =
        TYPES.stream()
            .map(type -> LaunchTemplateOverrides.builder().instanceType(type).build())
            .toList();
    scaling
        .createAutoScalingGroup(c ->
            c.autoScalingGroupName(name)
                .minSize(min)
                .maxSize(max)
                .desiredCapacity(min)
                .vpcZoneIdentifier(
                    String.join(",", subnets.stream().map(Subnet::subnetId).toList()))
                .mixedInstancesPolicy(m ->
                    m.launchTemplate(l ->
                            l.launchTemplateSpecification(
                                    s -> s.launchTemplateName(name).version("$Latest"))
                                .overrides(overrides))
                        .instancesDistribution(d ->
                            d.onDemandBaseCapacity(1)
                                .onDemandPercentageAboveBaseCapacity(0)
                                .spotAllocationStrategy("price-capacity-optimized")))
                .tags(
                    Tag.builder()
                        .key("longhaul:stack")
                        .value(stack)
                        .resourceId(name)
                        .resourceType("auto-scaling-group")
                        .propagateAtLaunch(true)
                        .build()))
        .join();
  }

  @Override
  public void close() {
    clients.close();
  }
}
