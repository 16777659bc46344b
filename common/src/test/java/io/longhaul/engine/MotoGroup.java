package io.longhaul.engine;

import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.SystemTime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.AutoScalingAsyncClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;

/** An Auto Scaling group on moto, as who made it sees it. */
public final class MotoGroup implements AutoCloseable {
  private final String name;
  private final AwsClients clients;
  private final AutoScalingAsyncClient scaling;

  /**
   * Makes one of so many instances.
   *
   * @param moto its address
   */
  public MotoGroup(URI moto, String name, int instances) {
    this.name = name;
    this.clients = new AwsClients(AwsSettings.of(2), new SystemTime(), new ClockOffset());
    this.scaling =
        clients.repeating(AutoScalingAsyncClient.builder(), place(moto), Duration.ofSeconds(15));
    scaling
        .createLaunchConfiguration(request ->
            request
                .launchConfigurationName(name)
                .imageId("ami-12c6146b")
                .instanceType("m5.4xlarge"))
        .join();
    scaling
        .createAutoScalingGroup(request ->
            request
                .autoScalingGroupName(name)
                .launchConfigurationName(name)
                .availabilityZones("us-east-1a")
                .minSize(0)
                .maxSize(4)
                .desiredCapacity(instances))
        .join();
  }

  public static AwsPlace place(URI moto) {
    return AwsPlace.at(moto, "test", "test");
  }

  private AutoScalingGroup described() {
    return scaling
        .describeAutoScalingGroups(request -> request.autoScalingGroupNames(name))
        .join()
        .autoScalingGroups()
        .getFirst();
  }

  public int wanted() {
    return described().desiredCapacity();
  }

  public List<String> instances() {
    return described().instances().stream().map(Instance::instanceId).toList();
  }

  /** Those that are protected from scale-in. */
  public List<String> protectedOnes() {
    return described().instances().stream()
        .filter(Instance::protectedFromScaleIn)
        .map(Instance::instanceId)
        .toList();
  }

  @Override
  public void close() {
    clients.close();
  }
}
