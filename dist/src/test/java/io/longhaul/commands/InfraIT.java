package io.longhaul.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.Waits;
import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.engine.Moto;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingAsyncClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.iam.IamAsyncClient;

/**
 * A whole stack on moto, by the commands as a user has them. moto makes no alarms and no policies
 * of queues and buckets, and names no resource that a change of parameters alone alters.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Waits
class InfraIT {
  @TempDir private Path folder;
  private URI moto;
  private Longhaul longhaul;

  private void onMoto() throws IOException {
    moto = Moto.emptied();
    longhaul =
        new Longhaul(
            folder,
            Map.of(
                "AWS_ENDPOINT_URL", moto.toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "LONGHAUL_STACK", "shop"));
  }

  private Ended run(int exit, String words) throws Exception {
    Ended ended = longhaul.run(words.split(" "));
    assertThat(ended.exit()).as("%s: %s%s", words, ended.out(), ended.err()).isEqualTo(exit);
    return ended;
  }

  private <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(moto)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  private Path distribution() throws IOException {
    Path home = folder.resolve("dist");
    Files.createDirectories(home.resolve("lib"));
    Files.writeString(home.resolve("lib/longhaul.jar"), "a jar");
    return home;
  }

  private AutoScalingGroup group(AutoScalingAsyncClient groups) {
    return groups
        .describeAutoScalingGroups(d -> d.autoScalingGroupNames("longhaul-shop"))
        .join()
        .autoScalingGroups()
        .getFirst();
  }

  @Test
  void a_stack_is_made_compared_changed_and_removed_and_nothing_is_left() throws Exception {
    onMoto();
    Path distribution = distribution();
    Ended shown = run(0, "infra deploy --dry-run");
    assertThat(shown.out()).contains("add      Group (AWS::AutoScaling::AutoScalingGroup)\n");
    assertThat(run(0, "infra destroy --dry-run").out()).as("a dry run leaves nothing").isEmpty();

    Ended made = run(0, "infra deploy --yes --make-endpoint --distribution " + distribution);
    assertThat(made.out()).endsWith("stack shop is made\n");
    assertThat(made.err()).contains("the distribution was stored: distributions/");
    assertThat(run(0, "infra diff").err()).endsWith("no difference\n");
    assertThat(run(0, "infra diff --distribution " + distribution).out()).isEmpty();
    assertThat(run(3, "infra diff --max 8").out()).isEqualTo("set      Max: 16 -> 8\n");

    try (AutoScalingAsyncClient groups = client(AutoScalingAsyncClient.builder());
        Ec2AsyncClient ec2 = client(Ec2AsyncClient.builder())) {
      assertThat(group(groups).maxSize()).isEqualTo(16);
      run(0, "infra deploy --yes --max 8");
      assertThat(group(groups).maxSize()).isEqualTo(8);
      assertThat(group(groups).desiredCapacity()).isZero();
      assertThat(
              group(groups).mixedInstancesPolicy().launchTemplate().overrides().stream()
                  .map(override -> override.instanceType()))
          .containsExactly("m5.4xlarge", "m5a.4xlarge", "m6i.4xlarge", "m6a.4xlarge");
      assertThat(userData(ec2))
          .startsWith("#!/bin/bash\nexport LONGHAUL_STACK='shop' AWS_REGION='us-east-1'")
          .containsPattern(
              "LONGHAUL_DISTRIBUTION='s3://longhaul-shop-123456789012-us-east-1/distributions/"
                  + "[0-9a-f]{64}\\.tar\\.gz'")
          .contains("sha256sum");

      protectedMachines(groups, 2);
      grantFor("a-run");
      Ended removed = run(0, "infra destroy --yes");
      assertThat(removed.out()).isEqualTo("stack shop: nothing is left\n");
    }
    assertThat(run(0, "infra destroy --yes").out()).isEqualTo("stack shop: nothing is left\n");
  }

  private static String userData(Ec2AsyncClient ec2) {
    String encoded =
        ec2.describeLaunchTemplateVersions(
                d -> d.launchTemplateName("longhaul-shop").versions("$Latest"))
            .join()
            .launchTemplateVersions()
            .getFirst()
            .launchTemplateData()
            .userData();
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  /** As busy workers are: they would keep the group from going. */
  private void protectedMachines(AutoScalingAsyncClient groups, int machines) {
    groups
        .setDesiredCapacity(s -> s.autoScalingGroupName("longhaul-shop").desiredCapacity(machines))
        .join();
    var ids = group(groups).instances().stream().map(machine -> machine.instanceId()).toList();
    assertThat(ids).hasSize(machines);
    groups
        .setInstanceProtection(s ->
            s.autoScalingGroupName("longhaul-shop").instanceIds(ids).protectedFromScaleIn(true))
        .join();
  }

  /** What was granted to the role for a run would keep it from going. */
  private void grantFor(String run) {
    try (IamAsyncClient iam = client(IamAsyncClient.builder())) {
      iam.putRolePolicy(p ->
              p.roleName("longhaul-shop-worker-us-east-1")
                  .policyName(run)
                  .policyDocument(
                      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                          + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::a/*\"}]}"))
          .join();
    }
  }

  /** The whole of an evening, from an empty account to an empty account. */
  @Test
  void sixteen_are_launched_in_a_stack_that_was_made_and_nothing_is_left_of_either()
      throws Exception {
    onMoto();
    run(0, "infra deploy --yes --make-endpoint --distribution " + distribution());
    run(0, "infra diff");
    Ended launched = run(0, "fleet launch --workers 16 --max-hourly 15");
    assertThat(launched.out())
        .contains("ok          template: launch template longhaul-shop launches here")
        .doesNotContain("warning");
    assertThat(machines()).isEqualTo(16);
    run(0, "fleet scale 4");
    assertThat(machines()).isEqualTo(4);
    run(0, "fleet drain --all --wait");
    assertThat(machines()).isZero();
    run(0, "fleet launch --workers 2 --max-hourly 15");
    run(0, "fleet terminate");
    assertThat(machines()).isZero();
    assertThat(run(0, "infra destroy --yes").out()).isEqualTo("stack shop: nothing is left\n");
  }

  private int machines() throws Exception {
    return new ObjectMapper()
        .readTree(run(0, "fleet ls --json").out())
        .required("instances")
        .size();
  }

  @Test
  void what_is_left_is_found_though_nobody_knows_who_made_it() throws Exception {
    onMoto();
    run(0, "infra deploy --yes");
    assertThat(run(1, "fleet launch --workers 1").err())
        .contains("names none, so machines could not start a worker;")
        .contains("longhaul infra deploy --distribution' ships one");
    try (Ec2AsyncClient ec2 = client(Ec2AsyncClient.builder())) {
      String volume =
          ec2.createVolume(v -> v.availabilityZone("us-east-1a").size(1).tagSpecifications(ours()))
              .join()
              .volumeId();
      assertThat(run(0, "infra destroy --dry-run").out())
          .contains("would-remove: volume " + volume + "\n")
          .contains("would-remove: group longhaul-shop\n")
          .contains("would-remove: role longhaul-shop-worker-us-east-1\n")
          .contains("would-remove: bucket longhaul-shop-123456789012-us-east-1\n")
          .contains("would-remove: table longhaul-shop\n");
      assertThat(run(1, "infra destroy --yes").out())
          .as("by nothing but its tag, when all else is gone")
          .isEqualTo("left: volume " + volume + "\n");
    }
  }

  private static TagSpecification ours() {
    return TagSpecification.builder()
        .resourceType(ResourceType.VOLUME)
        .tags(Tag.builder().key("longhaul:stack").value("shop").build())
        .build();
  }

  @Test
  void an_open_run_keeps_its_stack_and_one_that_minimal_made_is_not_taken_over() throws Exception {
    onMoto();
    run(0, "infra deploy --yes");
    Files.writeString(folder.resolve("job.yaml"), "kind: noop\nunits: 5\n");
    run(0, "submit job.yaml --name first --detach");
    assertThat(run(1, "infra destroy --yes").err()).contains("a run is open: first; ");
    run(0, "infra destroy --yes --force");

    run(0, "infra deploy --minimal");
    assertThat(run(1, "infra deploy --yes").err())
        .contains("longhaul: table longhaul-shop, queue longhaul-shop-dead,")
        .contains("made by --minimal, and CloudFormation takes over nothing");
  }
}
