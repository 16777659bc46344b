package io.longhaul.worker.host.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.engine.Moto;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.SystemTime;
import io.longhaul.worker.host.Group;
import io.longhaul.worker.host.GroupRefused;
import io.longhaul.worker.host.Instance;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.autoscaling.AutoScalingAsyncClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/** A machine and its group, by real calls to moto's Auto Scaling. */
@Timeout(60)
class Ec2GroupTest {
  private static final String GROUP = "longhaul-host";
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final SystemTime time = new SystemTime();
  private final AwsClients clients = new AwsClients(AwsSettings.of(2), time, new ClockOffset());
  private AwsPlace place;
  private AutoScalingAsyncClient scaling;

  @BeforeEach
  void makeGroup() throws Exception {
    URI moto = Moto.emptied();
    place = AwsPlace.at(moto, "test", "test");
    scaling = clients.autoScaling(place, LONGEST);
    scaling
        .createLaunchConfiguration(request ->
            request
                .launchConfigurationName("any")
                .imageId("ami-12c6146b")
                .instanceType("m5.4xlarge"))
        .join();
    scaling
        .createAutoScalingGroup(request ->
            request
                .autoScalingGroupName(GROUP)
                .launchConfigurationName("any")
                .availabilityZones("us-east-1a")
                .minSize(0)
                .maxSize(4)
                .desiredCapacity(2))
        .join();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  private AutoScalingGroup group() {
    return scaling
        .describeAutoScalingGroups(request -> request.autoScalingGroupNames(GROUP))
        .join()
        .autoScalingGroups()
        .getFirst();
  }

  private List<String> instances() {
    return group().instances().stream().map(it -> it.instanceId()).toList();
  }

  private List<String> protectedOnes() {
    return group().instances().stream()
        .filter(it -> it.protectedFromScaleIn())
        .map(it -> it.instanceId())
        .toList();
  }

  private Group of(String id, String name) {
    Instance instance =
        new Instance(id, "m5.4xlarge", "us-east-1a", "us-east-1", Optional.of(name), true);
    return Ec2Group.of(instance, name, place, time);
  }

  @Test
  void one_machine_is_protected_and_let_go_again() throws Exception {
    String mine = instances().getFirst();
    try (Group group = of(mine, GROUP)) {
      group.protect(true);
      group.protect(true);
      assertThat(protectedOnes()).containsExactly(mine);
      group.protect(false);
      assertThat(protectedOnes()).isEmpty();
    }
  }

  @Test
  void a_machine_that_ends_itself_is_not_replaced() throws Exception {
    String mine = instances().getFirst();
    String other = instances().getLast();
    try (Group group = of(mine, GROUP)) {
      group.end();
    }
    assertThat(group().desiredCapacity()).isEqualTo(1);
    assertThat(instances()).containsExactly(other);
  }

  @Test
  void what_the_group_refuses_is_said_with_action_machine_and_group() {
    try (Group group = of("i-0123456789abcdef0", "longhaul-other")) {
      assertThatExceptionOfType(GroupRefused.class)
          .isThrownBy(() -> group.protect(true))
          .withMessageStartingWith(
              "autoscaling:SetInstanceProtection of i-0123456789abcdef0 in group longhaul-other: ");
    }
  }

  @Test
  void a_place_that_does_not_answer_is_a_refusal_within_its_time() {
    place = AwsPlace.at(URI.create("http://127.0.0.1:1"), "test", "test");
    try (Group group = of("i-0123456789abcdef0", GROUP)) {
      assertThatExceptionOfType(GroupRefused.class).isThrownBy(group::end);
    }
  }
}
