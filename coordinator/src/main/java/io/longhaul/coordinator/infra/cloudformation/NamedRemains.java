package io.longhaul.coordinator.infra.cloudformation;

import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.stack.Asking;
import io.longhaul.coordinator.infra.Remains;
import io.longhaul.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.autoscaling.AutoScalingAsyncClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.iam.IamAsyncClient;

/** Looks for each sort of thing by itself, so that what CloudFormation forgot is found too. */
final class NamedRemains implements Remains {
  /** The permissions that the template itself gives the role. */
  private static final String OWN_POLICY = "stack";

  /** SetInstanceProtection takes no more. */
  private static final int MOST_PROTECTED = 50;

  private static final Set<String> NOT_THERE = Set.of("NoSuchEntity", "NoSuchEntityException");

  private final Clients clients;
  private final S3Depot depot;
  private final Names names;
  private final Asking group;
  private final Asking ec2;
  private final Asking role;

  /** Whom to ask. */
  record Clients(AutoScalingAsyncClient groups, Ec2AsyncClient ec2, IamAsyncClient iam) {}

  /**
   * What to ask for.
   *
   * @param all what the group and the launch template are called
   * @param stack the tag's value
   */
  record Names(String all, String stack, Supplier<String> region) {
    /** IAM's names are an account's, whatever the region. */
    String worker() {
      return "%s-worker-%s".formatted(all, region.get());
    }
  }

  NamedRemains(Clients clients, S3Depot depot, Names names, AwsCalls calls, Time time) {
    this.clients = clients;
    this.depot = depot;
    this.names = names;
    this.group = Asking.of(clients.groups(), "autoscaling", "group " + names.all(), calls, time);
    this.ec2 = Asking.of(clients.ec2(), "ec2", "machines of " + names.all(), calls, time);
    this.role = Asking.of(clients.iam(), "iam", "role " + names.worker(), calls, time);
  }

  @Override
  public List<String> all() throws InterruptedException {
    List<String> all = new ArrayList<>();
    group().ifPresent(found -> all.add("group " + found.autoScalingGroupName()));
    Filter ours = Ec2Network.filter("tag:longhaul:stack", names.stack());
    Filter living =
        Ec2Network.filter("instance-state-name", "pending", "running", "stopping", "stopped");
    ec2.ask(
            "DescribeInstances",
            () -> clients.ec2().describeInstances(d -> d.filters(ours, living)))
        .reservations()
        .forEach(reservation ->
            reservation
                .instances()
                .forEach(each ->
                    all.add(
                        "instance %s (%s)"
                            .formatted(each.instanceId(), each.state().nameAsString()))));
    ec2.ask("DescribeVolumes", () -> clients.ec2().describeVolumes(d -> d.filters(ours)))
        .volumes()
        .forEach(each -> all.add("volume " + each.volumeId()));
    ec2.ask(
            "DescribeLaunchTemplates",
            () ->
                clients
                    .ec2()
                    .describeLaunchTemplates(
                        d -> d.filters(Ec2Network.filter("launch-template-name", names.all()))))
        .launchTemplates()
        .forEach(each -> all.add("launch template " + each.launchTemplateName()));
    ec2.ask(
            "DescribeSecurityGroups",
            () -> clients.ec2().describeSecurityGroups(d -> d.filters(ours)))
        .securityGroups()
        .forEach(each -> all.add("security group " + each.groupId()));
    ec2
        .ask("DescribeVpcEndpoints", () -> clients.ec2().describeVpcEndpoints(d -> d.filters(ours)))
        .vpcEndpoints()
        .stream()
        .filter(each -> !each.stateAsString().toLowerCase(Locale.ROOT).startsWith("delet"))
        .forEach(each -> all.add("endpoint " + each.vpcEndpointId()));
    String worker = names.worker();
    role.find(
            "GetInstanceProfile",
            () -> clients.iam().getInstanceProfile(g -> g.instanceProfileName(worker)),
            NamedRemains::notThere)
        .ifPresent(found -> all.add("instance profile " + worker));
    role.find(
            "GetRole", () -> clients.iam().getRole(g -> g.roleName(worker)), NamedRemains::notThere)
        .ifPresent(found -> all.add("role " + worker));
    if (depot.isThere()) all.add("bucket " + depot.bucket());
    return all;
  }

  private static boolean notThere(AwsCallFailed failed) {
    return NOT_THERE.contains(failed.call().code());
  }

  private Optional<AutoScalingGroup> group() throws InterruptedException {
    return group
        .ask(
            "DescribeAutoScalingGroups",
            () ->
                clients
                    .groups()
                    .describeAutoScalingGroups(d -> d.autoScalingGroupNames(names.all())))
        .autoScalingGroups()
        .stream()
        .findFirst();
  }

  @Override
  public void release() throws InterruptedException {
    Optional<AutoScalingGroup> found = group();
    if (found.isPresent()) unprotect(found.get());
    String worker = names.worker();
    var policies =
        role.find(
            "ListRolePolicies",
            () -> clients.iam().listRolePolicies(l -> l.roleName(worker)),
            NamedRemains::notThere);
    if (policies.isEmpty()) return;
    for (String policy : policies.get().policyNames()) {
      if (policy.equals(OWN_POLICY)) continue;
      role.find(
          "DeleteRolePolicy",
          () -> clients.iam().deleteRolePolicy(d -> d.roleName(worker).policyName(policy)),
          NamedRemains::notThere);
    }
  }

  private void unprotect(AutoScalingGroup found) throws InterruptedException {
    List<String> protectedOnes =
        found.instances().stream()
            .filter(Instance::protectedFromScaleIn)
            .map(Instance::instanceId)
            .toList();
    for (int from = 0; from < protectedOnes.size(); from += MOST_PROTECTED) {
      List<String> some =
          protectedOnes.subList(from, Math.min(from + MOST_PROTECTED, protectedOnes.size()));
      group.ask(
          "SetInstanceProtection",
          () ->
              clients
                  .groups()
                  .setInstanceProtection(s ->
                      s.autoScalingGroupName(names.all())
                          .instanceIds(some)
                          .protectedFromScaleIn(false)));
    }
  }
}
