package io.longhaul.coordinator.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.longhaul.engine.EngineProcess;
import io.longhaul.ledger.dynamodb.DynamoDbSchema;
import io.longhaul.queue.sqs.SqsSchema;
import io.longhaul.stack.StackPermissions;
import io.longhaul.stack.StackSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** infra/stack.yaml as the program sends it, held against what the program itself would make. */
class StackTemplateTest {
  private static final Template OURS = Template.ours();
  private static final Loaded LOADED = new Loaded(OURS.text());
  private static final String TAG = "longhaul:stack";

  /** Types that CloudFormation gives no tags. */
  private static final Set<String> UNTAGGED =
      Set.of(
          "AWS::SQS::QueuePolicy",
          "AWS::S3::BucketPolicy",
          "AWS::IAM::InstanceProfile",
          "AWS::SNS::Subscription",
          "AWS::CloudWatch::Dashboard");

  @TempDir private Path folder;

  private static Object name(String pattern) {
    return Map.of("Sub", pattern);
  }

  @Test
  void the_table_is_the_one_that_the_ledger_makes_itself() {
    Map<String, Object> table = LOADED.properties("Ledger");
    CreateTableRequest wanted = DynamoDbSchema.request("longhaul-x");
    assertThat(table.get("TableName")).isEqualTo(name("longhaul-${Stack}"));
    assertThat(table.get("BillingMode")).isEqualTo(wanted.billingModeAsString());
    assertThat(table.get("KeySchema")).isEqualTo(keys(wanted.keySchema()));
    List<Map<String, Object>> attributes = new ArrayList<>();
    wanted
        .attributeDefinitions()
        .forEach(each ->
            attributes.add(
                Map.of(
                    "AttributeName",
                    each.attributeName(),
                    "AttributeType",
                    each.attributeTypeAsString())));
    assertThat(table.get("AttributeDefinitions")).isEqualTo(attributes);
    GlobalSecondaryIndex index = wanted.globalSecondaryIndexes().getFirst();
    assertThat(table.get("GlobalSecondaryIndexes"))
        .isEqualTo(
            List.of(
                Map.of(
                    "IndexName",
                    index.indexName(),
                    "KeySchema",
                    keys(index.keySchema()),
                    "Projection",
                    Map.of(
                        "ProjectionType",
                        index.projection().projectionTypeAsString(),
                        "NonKeyAttributes",
                        index.projection().nonKeyAttributes()))));
    assertThat(table)
        .containsEntry(
            "PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", true))
        .containsEntry("SSESpecification", Map.of("SSEEnabled", true));
  }

  private static List<Map<String, String>> keys(List<KeySchemaElement> keys) {
    return keys.stream()
        .map(key -> Map.of("AttributeName", key.attributeName(), "KeyType", key.keyTypeAsString()))
        .toList();
  }

  @Test
  void the_queues_are_those_that_the_program_makes_itself() {
    Map<QueueAttributeName, String> wanted = SqsSchema.attributes(Optional.empty());
    for (String tier : List.of("Small", "Medium", "Large", "Dead")) {
      Map<String, Object> queue = LOADED.properties(tier + "Queue");
      assertThat(queue)
          .as(tier)
          .containsEntry("QueueName", name("longhaul-${Stack}-" + tier.toLowerCase(Locale.ROOT)))
          .containsEntry(
              "VisibilityTimeout",
              Integer.parseInt(wanted.get(QueueAttributeName.VISIBILITY_TIMEOUT)))
          .containsEntry(
              "MessageRetentionPeriod",
              Integer.parseInt(wanted.get(QueueAttributeName.MESSAGE_RETENTION_PERIOD)))
          .containsEntry("SqsManagedSseEnabled", true);
      if (tier.equals("Dead")) assertThat(queue).doesNotContainKey("RedrivePolicy");
      else
        assertThat(queue)
            .containsEntry(
                "RedrivePolicy",
                Map.of(
                    "deadLetterTargetArn",
                    Map.of("GetAtt", "DeadQueue.Arn"),
                    "maxReceiveCount",
                    SqsSchema.MAX_RECEIVES));
    }
  }

  @Test
  void nobody_sends_but_the_workers_and_who_is_named_and_nothing_goes_unencrypted() {
    Map<String, Object> policy = LOADED.properties("QueuePolicy");
    assertThat((List<?>) policy.get("Queues")).hasSize(4);
    List<Map<String, Object>> statements = statements(policy);
    assertThat(statements).allMatch(statement -> statement.get("Effect").equals("Deny"));
    assertThat(statements.get(0))
        .containsEntry("Action", "sqs:*")
        .containsEntry("Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false")));
    assertThat(statements.get(1))
        .containsEntry("Action", "sqs:SendMessage")
        .containsEntry(
            "Condition",
            Map.of(
                "Bool",
                Map.of("aws:PrincipalIsAWSService", "false"),
                "StringNotEquals",
                Map.of("aws:PrincipalArn", Map.of("GetAtt", "WorkerRole.Arn")),
                "StringNotLike",
                Map.of(
                    "aws:PrincipalArn", Map.of("Split", List.of(",", Map.of("Ref", "Senders"))))));
  }

  private static List<Map<String, Object>> statements(Object within) {
    return Loaded.maps(within).stream().filter(map -> map.containsKey("Effect")).toList();
  }

  @Test
  void the_workers_role_names_this_stack_and_nothing_wider() {
    Map<String, Object> role = LOADED.properties("WorkerRole");
    assertThat(role.get("RoleName")).isEqualTo(name("longhaul-${Stack}-worker-${AWS::Region}"));
    Set<String> withoutResource = new TreeSet<>();
    for (Map<String, Object> statement : statements(role.get("Policies"))) {
      List<?> actions = Loaded.list(statement.get("Action"));
      assertThat(actions).noneMatch(action -> action.toString().contains("*"));
      for (Object resource : Loaded.list(statement.get("Resource"))) {
        if (resource.equals("*")) actions.forEach(action -> withoutResource.add((String) action));
      }
      assertThat(actions)
          .as("objects of jobs are granted for a run, never here")
          .allMatch(
              action -> action.equals("s3:GetObject") || !action.toString().startsWith("s3:"));
      if (actions.contains("s3:GetObject")) {
        assertThat(Loaded.list(statement.get("Resource")))
            .isEqualTo(
                List.of(name("${Bucket.Arn}/distributions/*"), name("${Bucket.Arn}/artifacts/*")));
      }
      if (actions.contains("cloudwatch:PutMetricData")) {
        assertThat(statement.get("Condition"))
            .isEqualTo(Map.of("StringEquals", Map.of("cloudwatch:namespace", "Longhaul")));
      }
      if (actions.contains("autoscaling:SetInstanceProtection")) {
        assertThat(statement.get("Resource").toString())
            .endsWith("autoScalingGroupName/longhaul-${Stack}}");
        assertThat(statement.get("Condition").toString())
            .contains("autoscaling:ResourceTag/longhaul:stack");
      }
    }
    assertThat(withoutResource)
        .as("actions that know no resource")
        .containsExactly(
            "cloudwatch:PutMetricData",
            "ssm:UpdateInstanceInformation",
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel");
  }

  /** Of the machine, beside what a worker needs of its stack wherever it runs. */
  private static final Set<String> OF_THE_MACHINE =
      Set.of(
          "autoscaling:DetachInstances",
          "autoscaling:SetDesiredCapacity",
          "autoscaling:SetInstanceProtection",
          "autoscaling:TerminateInstanceInAutoScalingGroup",
          "cloudwatch:PutMetricData",
          "logs:CreateLogStream",
          "logs:DescribeLogStreams",
          "logs:PutLogEvents",
          "s3:GetObject",
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel");

  @Test
  void the_workers_role_may_what_workers_need_of_their_stack_and_of_their_machine() {
    Set<String> role = new TreeSet<>();
    for (Map<String, Object> each : statements(LOADED.properties("WorkerRole").get("Policies"))) {
      Loaded.list(each.get("Action")).forEach(action -> role.add((String) action));
    }
    Set<String> needed = new TreeSet<>(OF_THE_MACHINE);
    StackSettings stack = StackSettings.resolve(Optional.of("shop"), Optional.empty(), Map.of());
    new StackPermissions(stack).ofWorkers().forEach(need -> needed.add(need.action()));
    assertThat(role).isEqualTo(needed);
  }

  @Test
  void nothing_comes_in_to_a_machine_and_it_keeps_nothing_to_itself() {
    Map<String, Object> group = LOADED.properties("WorkerSecurityGroup");
    assertThat(group).doesNotContainKey("SecurityGroupIngress");
    assertThat(LOADED.resources().keySet())
        .noneMatch(name -> LOADED.type(name).equals("AWS::EC2::SecurityGroupIngress"));
    @SuppressWarnings("unchecked")
    Map<String, Object> data =
        (Map<String, Object>) LOADED.properties("LaunchTemplate").get("LaunchTemplateData");
    assertThat(data)
        .doesNotContainKey("KeyName")
        .containsEntry("InstanceInitiatedShutdownBehavior", "terminate")
        .containsEntry(
            "MetadataOptions",
            Map.of(
                "HttpEndpoint",
                "enabled",
                "HttpTokens",
                "required",
                "HttpPutResponseHopLimit",
                1,
                "InstanceMetadataTags",
                "enabled"));
    assertThat(data.get("BlockDeviceMappings").toString())
        .contains("Encrypted=true", "VolumeType=gp3", "DeleteOnTermination=true");
    assertThat(LOADED.parameters().get("Type1").toString()).contains("Default=m5.4xlarge");
  }

  @Test
  void the_group_begins_at_none_and_an_update_leaves_its_size_alone() {
    Map<String, Object> group = LOADED.properties("Group");
    assertThat(group)
        .containsEntry("AutoScalingGroupName", name("longhaul-${Stack}"))
        .containsEntry("MinSize", "0")
        .containsEntry("CapacityRebalance", true)
        .doesNotContainKey("DesiredCapacity");
    assertThat(group.get("MixedInstancesPolicy").toString())
        .contains("SpotAllocationStrategy=price-capacity-optimized")
        .contains("OnDemandPercentageAboveBaseCapacity=0");
  }

  @Test
  void all_that_can_have_one_has_the_stacks_tag() {
    for (String resource : LOADED.resources().keySet()) {
      if (UNTAGGED.contains(LOADED.type(resource))) continue;
      assertThat(Loaded.maps(LOADED.properties(resource)))
          .as(resource)
          .anyMatch(
              map -> TAG.equals(map.get("Key")) && Map.of("Ref", "Stack").equals(map.get("Value")));
    }
    assertThat((List<?>) LOADED.properties("Group").get("Tags"))
        .as("machines of the group, too")
        .allMatch(tag -> tag.toString().contains("PropagateAtLaunch=true"));
  }

  @Test
  void its_parameters_are_found_with_what_they_are_if_nothing_is_said() {
    Map<String, Optional<String>> found = OURS.parameters();
    LOADED
        .parameters()
        .forEach((name, described) -> {
          Map<?, ?> parameter = (Map<?, ?>) described;
          if (parameter.get("Type").toString().startsWith("AWS::SSM::")) {
            assertThat(found).doesNotContainKey(name);
          } else {
            assertThat(found)
                .containsEntry(
                    name, Optional.ofNullable(parameter.get("Default")).map(Object::toString));
          }
        });
    assertThat(LOADED.parameters().keySet()).containsAll(found.keySet());
  }

  @Test
  void the_script_of_a_first_start_stands_in_it_as_it_was_written() throws IOException {
    String script = "set -u\n\necho \"${HOME}\" 'x: y' # \\n {{ }} %s\n\ttab\n";
    String around = "Resources:\n  script: |\n    " + Template.PLACE + "\n  end: it\n";
    assertThat(new Loaded(new Template(around, script).text()).resources())
        .containsEntry("script", script)
        .containsEntry("end", "it");
    assertThat(OURS.text()).doesNotContain(Template.PLACE);
    Object joined =
        Loaded.maps(LOADED.properties("LaunchTemplate")).stream()
            .filter(map -> map.containsKey("Fn::Join"))
            .findFirst()
            .orElseThrow()
            .get("Fn::Join");
    List<?> parts = (List<?>) ((List<?>) joined).get(1);
    assertThat(parts.get(0).toString())
        .startsWith("{Sub=#!/bin/bash\nexport LONGHAUL_STACK='${Stack}'");
    try (InputStream ours = Template.class.getResourceAsStream("user-data.sh")) {
      assertThat(parts.get(1)).isEqualTo(new String(ours.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat((String) parts.get(1)).contains("LONGHAUL_DISTRIBUTION_SHA256", "sha256sum");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Template(Template.PLACE, "x"))
        .withMessageContaining("has no place for a script");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Template("  " + Template.PLACE + "\n", "x".repeat(15_001)))
        .withMessageContaining("may have 15000");
  }

  @Test
  void it_fits_into_one_request_with_the_longest_script() {
    int rest = OURS.text().getBytes(StandardCharsets.UTF_8).length;
    assertThat(rest + Template.MOST_SCRIPT).isLessThan(Blueprint.MOST_BYTES);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Blueprint("x".repeat(Blueprint.MOST_BYTES + 1), Map.of()))
        .withMessageContaining("may have 51200");
  }

  @Test
  void cfn_lint_finds_nothing_in_it() throws Exception {
    Optional<Path> lint = EngineProcess.onPath("cfn-lint");
    if (lint.isEmpty()) {
      System.err.println("SKIPPED cfn-lint: it is not on the PATH (pip install cfn-lint)");
    }
    assumeTrue(lint.isPresent(), "cfn-lint is not on the PATH");
    Path file = Files.writeString(folder.resolve("stack.yaml"), OURS.text());
    Process process =
        new ProcessBuilder(lint.get().toString(), file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
