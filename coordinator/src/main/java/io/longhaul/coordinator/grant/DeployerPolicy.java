package io.longhaul.coordinator.grant;

import io.longhaul.coordinator.grant.policy.PolicyDocument;
import io.longhaul.coordinator.grant.policy.Statement;
import io.longhaul.job.SecretReference;
import io.longhaul.stack.StackSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What whoever looks after a stack may do: deploy, compare and destroy it, and grant and revoke
 * what its workers may do. What CloudFormation does for them, they may not do by themselves, but
 * for what a stack that goes has to be rid of, and what is shipped to it: policies of the workers'
 * role, objects of the bucket, the protection of machines.
 */
public final class DeployerPolicy {
  private static final String EVERY = "*";
  private static final String TABLE = "arn:P:dynamodb:R:A:table/longhaul-S";
  private static final String ROLE = "arn:P:iam::A:role/longhaul-S-worker-R";
  private static final String BUCKET = "arn:P:s3:::longhaul-S-A-R";

  private final StackSettings stack;
  private final Whereabouts at;

  public DeployerPolicy(StackSettings stack, Whereabouts at) {
    this.stack = stack;
    this.at = at;
  }

  /** For deploy, diff and destroy. */
  public PolicyDocument ofStack() {
    List<Statement> all = new ArrayList<>(formation());
    all.add(
        on(
            List.of(EVERY),
            "autoscaling:DescribeAutoScalingGroups",
            "ec2:DescribeInstances",
            "ec2:DescribeLaunchTemplates",
            "ec2:DescribeRouteTables",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeVolumes",
            "ec2:DescribeVpcEndpoints",
            "ec2:DescribeVpcs"));
    all.add(
        on(
            List.of("arn:P:autoscaling:R:A:autoScalingGroup:*:autoScalingGroupName/longhaul-S"),
            "autoscaling:SetInstanceProtection"));
    all.add(on(List.of(ROLE), "iam:DeleteRolePolicy", "iam:GetRole", "iam:ListRolePolicies"));
    all.add(
        on(List.of("arn:P:iam::A:instance-profile/longhaul-S-worker-R"), "iam:GetInstanceProfile"));
    all.add(on(List.of(BUCKET), "s3:ListBucket"));
    all.add(on(List.of(BUCKET + "/*"), "s3:DeleteObject", "s3:GetObject", "s3:PutObject"));
    all.add(on(List.of("arn:P:sqs:R:A:longhaul-S-*"), "sqs:GetQueueAttributes", "sqs:GetQueueUrl"));
    all.add(
        on(
            List.of(TABLE),
            "dynamodb:DescribeContinuousBackups",
            "dynamodb:DescribeTable",
            "dynamodb:GetItem",
            "dynamodb:Query"));
    for (TemplateActions each : TemplateActions.ALL) {
      all.add(byCloudFormation(each.actions(), each.resources()));
    }
    all.add(byCloudFormation(TemplateActions.LOOKS, List.of(EVERY)));
    return PolicyDocument.of(all);
  }

  private List<Statement> formation() {
    return List.of(
        on(
            List.of("arn:P:cloudformation:R:A:stack/longhaul-S/*"),
            "cloudformation:CreateChangeSet",
            "cloudformation:DeleteChangeSet",
            "cloudformation:DeleteStack",
            "cloudformation:DescribeChangeSet",
            "cloudformation:DescribeStackEvents",
            "cloudformation:DescribeStacks",
            "cloudformation:ExecuteChangeSet"));
  }

  /**
   * For grant and revoke.
   *
   * @param buckets whose policies are changed
   * @param secrets which the job refers to, whose keys are looked up
   */
  public PolicyDocument ofGrants(List<String> buckets, Iterable<SecretReference> secrets) {
    List<Statement> all = new ArrayList<>();
    all.add(
        on(
            List.of(ROLE),
            "iam:DeleteRolePolicy",
            "iam:GetRolePolicy",
            "iam:ListRolePolicies",
            "iam:PutRolePolicy"));
    if (!buckets.isEmpty()) {
      all.add(
          on(
              buckets.stream().map(each -> "arn:P:s3:::" + each).toList(),
              "s3:DeleteBucketPolicy",
              "s3:GetBucketPolicy",
              "s3:GetEncryptionConfiguration",
              "s3:PutBucketPolicy"));
    }
    all.add(
        on(
            List.of(TABLE),
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem"));
    secrets(all, secrets);
    return PolicyDocument.of(all);
  }

  private void secrets(List<Statement> all, Iterable<SecretReference> secrets) {
    Set<String> managed = new TreeSet<>();
    boolean parameters = false;
    for (SecretReference lies : secrets) {
      parameters |= lies.where() == SecretReference.Where.SSM;
      if (lies.where() == SecretReference.Where.SECRETSMANAGER) {
        managed.add(
            Rights.secretArn(lies)
                .replaceFirst("^arn:aws:", "arn:%s:".formatted(at.partition()))
                .replaceFirst(":\\*:\\*:", ":%s:%s:".formatted(at.region(), at.account())));
      }
    }
    if (parameters) all.add(on(List.of(EVERY), "ssm:DescribeParameters"));
    if (!managed.isEmpty()) {
      all.add(new Statement(List.of("secretsmanager:DescribeSecret"), List.copyOf(managed)));
    }
  }

  private Statement on(List<String> resources, String... actions) {
    return new Statement(List.of(actions), resources.stream().map(this::placed).toList());
  }

  private Statement byCloudFormation(List<String> actions, List<String> resources) {
    return on(resources, actions.toArray(String[]::new))
        .under("ForAnyValue:StringEquals", "aws:CalledVia", "cloudformation.amazonaws.com");
  }

  /**
   * Capital letters stand for partition, region, account and stack, between what divides an ARN.
   */
  private String placed(String resource) {
    return resource
        .replaceAll("(?<=[:-])P(?=:)", at.partition())
        .replaceAll("(?<=[:-])R(?=[:/]|$)", at.region())
        .replaceAll("(?<=[:-])A(?=[:-])", at.account())
        .replaceAll("(?<=[-/])S(?=[-/:]|$)", stack.name());
  }
}
