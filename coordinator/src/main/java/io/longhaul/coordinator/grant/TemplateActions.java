package io.longhaul.coordinator.grant;

import java.util.List;

/**
 * What CloudFormation does as whoever deploys, by the types of what the template holds: to make
 * each, to change it, to look at it and to remove it (the handlers' permissions in CloudFormation's
 * registry, for the properties that the template sets).
 *
 * @param types of the template
 * @param resources with the places {@link DeployerPolicy} fills in
 */
record TemplateActions(List<String> types, List<String> resources, List<String> actions) {
  static final List<TemplateActions> ALL =
      List.of(
          of(
              List.of("AWS::SQS::Queue", "AWS::SQS::QueuePolicy"),
              List.of("arn:P:sqs:R:A:longhaul-S-*"),
              "sqs:CreateQueue",
              "sqs:DeleteQueue",
              "sqs:GetQueueAttributes",
              "sqs:GetQueueUrl",
              "sqs:ListQueueTags",
              "sqs:SetQueueAttributes",
              "sqs:TagQueue"),
          of(
              List.of("AWS::DynamoDB::Table"),
              List.of(
                  "arn:P:dynamodb:R:A:table/longhaul-S", "arn:P:dynamodb:R:A:table/longhaul-S/*"),
              "dynamodb:CreateTable",
              "dynamodb:DeleteTable",
              "dynamodb:DescribeContinuousBackups",
              "dynamodb:DescribeTable",
              "dynamodb:DescribeTimeToLive",
              "dynamodb:ListTagsOfResource",
              "dynamodb:TagResource",
              "dynamodb:UpdateContinuousBackups",
              "dynamodb:UpdateTable"),
          of(
              List.of("AWS::S3::Bucket", "AWS::S3::BucketPolicy"),
              List.of("arn:P:s3:::longhaul-S-A-R"),
              "s3:CreateBucket",
              "s3:DeleteBucket",
              "s3:DeleteBucketPolicy",
              "s3:GetBucketOwnershipControls",
              "s3:GetBucketPolicy",
              "s3:GetBucketPublicAccessBlock",
              "s3:GetBucketTagging",
              "s3:GetEncryptionConfiguration",
              "s3:GetLifecycleConfiguration",
              "s3:PutBucketOwnershipControls",
              "s3:PutBucketPolicy",
              "s3:PutBucketPublicAccessBlock",
              "s3:PutBucketTagging",
              "s3:PutEncryptionConfiguration",
              "s3:PutLifecycleConfiguration"),
          of(
              List.of("AWS::IAM::Role", "AWS::IAM::InstanceProfile"),
              List.of(
                  "arn:P:iam::A:role/longhaul-S-worker-R",
                  "arn:P:iam::A:instance-profile/longhaul-S-worker-R"),
              "iam:AddRoleToInstanceProfile",
              "iam:CreateInstanceProfile",
              "iam:CreateRole",
              "iam:DeleteInstanceProfile",
              "iam:DeleteRole",
              "iam:DeleteRolePolicy",
              "iam:GetInstanceProfile",
              "iam:GetRole",
              "iam:GetRolePolicy",
              "iam:ListAttachedRolePolicies",
              "iam:ListInstanceProfilesForRole",
              "iam:ListRolePolicies",
              "iam:PassRole",
              "iam:PutRolePolicy",
              "iam:RemoveRoleFromInstanceProfile",
              "iam:TagRole",
              "iam:UpdateAssumeRolePolicy"),
          of(
              List.of(
                  "AWS::EC2::SecurityGroup",
                  "AWS::EC2::VPCEndpoint",
                  "AWS::EC2::LaunchTemplate",
                  "AWS::AutoScaling::AutoScalingGroup"),
              List.of(
                  "arn:P:ec2:R:A:instance/*",
                  "arn:P:ec2:R:A:launch-template/*",
                  "arn:P:ec2:R:A:network-interface/*",
                  "arn:P:ec2:R:A:route-table/*",
                  "arn:P:ec2:R:A:security-group/*",
                  "arn:P:ec2:R:A:security-group-rule/*",
                  "arn:P:ec2:R:A:subnet/*",
                  "arn:P:ec2:R:A:volume/*",
                  "arn:P:ec2:R:A:vpc-endpoint/*",
                  "arn:P:ec2:R:A:vpc/*",
                  "arn:P:ec2:R::image/*"),
              "ec2:AuthorizeSecurityGroupEgress",
              "ec2:CreateLaunchTemplate",
              "ec2:CreateLaunchTemplateVersion",
              "ec2:CreateSecurityGroup",
              "ec2:CreateTags",
              "ec2:CreateVpcEndpoint",
              "ec2:DeleteLaunchTemplate",
              "ec2:DeleteSecurityGroup",
              "ec2:DeleteVpcEndpoints",
              "ec2:GetLaunchTemplateData",
              "ec2:ModifyVpcEndpoint",
              "ec2:RevokeSecurityGroupEgress",
              "ec2:RunInstances"),
          of(
              List.of("AWS::AutoScaling::AutoScalingGroup"),
              List.of("arn:P:autoscaling:R:A:autoScalingGroup:*:autoScalingGroupName/longhaul-S"),
              "autoscaling:CreateAutoScalingGroup",
              "autoscaling:CreateOrUpdateTags",
              "autoscaling:DeleteAutoScalingGroup",
              "autoscaling:DisableMetricsCollection",
              "autoscaling:EnableMetricsCollection",
              "autoscaling:UpdateAutoScalingGroup"),
          of(
              List.of("AWS::Logs::LogGroup"),
              List.of(
                  "arn:P:logs:R:A:log-group:/longhaul/S", "arn:P:logs:R:A:log-group:/longhaul/S:*"),
              "logs:CreateLogGroup",
              "logs:DeleteLogGroup",
              "logs:ListTagsForResource",
              "logs:PutRetentionPolicy",
              "logs:TagResource"),
          of(
              List.of("AWS::SNS::Topic", "AWS::SNS::Subscription"),
              List.of("arn:P:sns:R:A:longhaul-S", "arn:P:sns:R:A:longhaul-S:*"),
              "sns:CreateTopic",
              "sns:DeleteTopic",
              "sns:GetSubscriptionAttributes",
              "sns:GetTopicAttributes",
              "sns:ListSubscriptionsByTopic",
              "sns:ListTagsForResource",
              "sns:Subscribe",
              "sns:TagResource",
              "sns:Unsubscribe"),
          of(
              List.of("AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard"),
              List.of(
                  "arn:P:cloudwatch:R:A:alarm:longhaul-S-*",
                  "arn:P:cloudwatch::A:dashboard/longhaul-S"),
              "cloudwatch:DeleteAlarms",
              "cloudwatch:DeleteDashboards",
              "cloudwatch:GetDashboard",
              "cloudwatch:ListTagsForResource",
              "cloudwatch:PutDashboard",
              "cloudwatch:PutMetricAlarm",
              "cloudwatch:TagResource"),
          of(
              List.of("AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"),
              List.of("arn:P:ssm:R::parameter/aws/service/ami-amazon-linux-latest/*"),
              "ssm:GetParameters"));

  /** What can be looked at as a whole alone. */
  static final List<String> LOOKS =
      List.of(
          "autoscaling:DescribeScalingActivities",
          "cloudwatch:DescribeAlarms",
          "ec2:DescribeLaunchTemplateVersions",
          "logs:DescribeLogGroups");

  private static TemplateActions of(List<String> types, List<String> resources, String... actions) {
    return new TemplateActions(types, resources, List.of(actions));
  }
}
