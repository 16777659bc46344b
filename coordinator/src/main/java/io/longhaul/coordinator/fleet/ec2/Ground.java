package io.longhaul.coordinator.fleet.ec2;

import io.longhaul.access.PermissionMissing;
import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsFailure;
import io.longhaul.aws.stack.Asking;
import io.longhaul.coordinator.fleet.Finding;
import io.longhaul.coordinator.fleet.Group;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** What a group would launch, and whether it could: its template, its network, its quota. */
final class Ground {
  private static final String DRY_RUN = "DryRunOperation";
  private static final String SHIPPED = "distribution";

  /** As the stack's template has it in what a machine does first. */
  private static final Pattern PINNED =
      Pattern.compile("(?m)^export LONGHAUL_DISTRIBUTION_SHA256='(?<sha256>[^']*)'$");

  private final Ec2AsyncClient ec2;
  private final Asking asking;
  private final Network network;
  private final Quotas quotas;

  Ground(Ec2AsyncClient ec2, Asking asking, Network network, Quotas quotas) {
    this.ec2 = ec2;
    this.asking = asking;
    this.network = network;
    this.quotas = quotas;
  }

  /** The types that it launches: the overrides of its policy, else its template's own. */
  List<String> types(AutoScalingGroup group) throws InterruptedException {
    Set<String> types = new LinkedHashSet<>();
    if (group.mixedInstancesPolicy() != null) {
      group.mixedInstancesPolicy().launchTemplate().overrides().stream()
          .filter(override -> override.instanceType() != null)
          .forEach(override -> types.add(override.instanceType()));
    }
    Optional<LaunchTemplateSpecification> template = template(group);
    if (types.isEmpty() && template.isPresent()) {
      read(template.get()).stream()
          .map(ResponseLaunchTemplateData::instanceTypeAsString)
          .filter(type -> type != null)
          .forEach(types::add);
    }
    return List.copyOf(types);
  }

  private List<ResponseLaunchTemplateData> read(LaunchTemplateSpecification template)
      throws InterruptedException {
    return asking
        .ask(
            "DescribeLaunchTemplateVersions",
            () ->
                ec2.describeLaunchTemplateVersions(d ->
                    d.launchTemplateId(template.launchTemplateId()).versions(version(template))))
        .launchTemplateVersions()
        .stream()
        .map(LaunchTemplateVersion::launchTemplateData)
        .toList();
  }

  /** Whether machines would start a worker: what they do first says what of. */
  private Finding distribution(AutoScalingGroup group) throws InterruptedException {
    Optional<LaunchTemplateSpecification> there = template(group);
    if (there.isEmpty()) return Finding.unseen(SHIPPED, "the group has no launch template");
    String what = "launch template " + there.get().launchTemplateName();
    Optional<Boolean> named =
        read(there.get()).stream()
            .map(ResponseLaunchTemplateData::userData)
            .filter(data -> data != null)
            .flatMap(data -> names(data).stream())
            .findFirst();
    if (named.isEmpty()) {
      return Finding.unseen(
          SHIPPED,
          what + " is none of 'longhaul infra deploy', so what machines start is not seen");
    }
    return named.get()
        ? Finding.fine(SHIPPED, what + " names what machines start")
        : Finding.stops(
            SHIPPED,
            what
                + " names none, so machines could not start a worker;"
                + " 'longhaul infra deploy --distribution' ships one");
  }

  /** Whether user data names one; empty: it is not ours. */
  private static Optional<Boolean> names(String userData) {
    String script = new String(Base64.getMimeDecoder().decode(userData), StandardCharsets.UTF_8);
    Matcher pinned = PINNED.matcher(script);
    return pinned.find() ? Optional.of(!pinned.group("sha256").isEmpty()) : Optional.empty();
  }

  private static Optional<LaunchTemplateSpecification> template(AutoScalingGroup group) {
    return Optional.ofNullable(group.launchTemplate())
        .or(() ->
            Optional.ofNullable(group.mixedInstancesPolicy())
                .map(policy -> policy.launchTemplate().launchTemplateSpecification()));
  }

  private static String version(LaunchTemplateSpecification template) {
    return template.version() == null ? "$Default" : template.version();
  }

  List<Finding> look(AutoScalingGroup group, Group known, int more) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.unseen(
            "permission",
            "autoscaling:SetDesiredCapacity cannot be tried without being done; if it is denied,"
                + " that is said and nothing is changed"));
    List<String> subnets = subnets(group);
    findings.add(launches(group, known, subnets));
    findings.add(seen("distribution", () -> distribution(group)));
    findings.add(seen("network", () -> network.look(subnets)));
    if (more > 0) {
      findings.addAll(quotas.look(new Need(group, known, more), type -> vcpus(type)));
    }
    return findings;
  }

  private static List<String> subnets(AutoScalingGroup group) {
    String subnets = group.vpcZoneIdentifier();
    return subnets == null || subnets.isBlank() ? List.of() : List.of(subnets.split(" *, *"));
  }

  /** EC2 says of a launch whether it would succeed; the group's own role may do what we may not. */
  private Finding launches(AutoScalingGroup group, Group known, List<String> subnets)
      throws InterruptedException {
    Optional<LaunchTemplateSpecification> there = template(group);
    if (there.isEmpty()) return Finding.unseen("template", "the group has no launch template");
    LaunchTemplateSpecification template = there.get();
    String what = "launch template " + template.launchTemplateName();
    try {
      asking.tried(() ->
          ec2.runInstances(run -> {
            run.dryRun(true).minCount(1).maxCount(1);
            run.launchTemplate(
                l -> l.launchTemplateId(template.launchTemplateId()).version(version(template)));
            if (!subnets.isEmpty()) run.subnetId(subnets.getFirst());
            if (!known.types().isEmpty()) run.instanceType(known.types().getFirst());
          }));
      return Finding.unseen("template", what + ": EC2 answered a dry run as if it were none");
    } catch (AwsCallFailed failed) {
      if (failed.call().code().equals(DRY_RUN)) {
        return Finding.fine("template", what + " launches here, says a dry run");
      }
      if (failed.what() == AwsFailure.DENIED) {
        return Finding.unseen(
            "template",
            "%s: you may not try it (%s); the group launches as its own role"
                .formatted(what, failed.call().code()));
      }
      if (failed.what() == AwsFailure.REFUSED) {
        return Finding.stops(
            "template",
            "%s cannot launch: %s; 'longhaul infra deploy' puts the template right"
                .formatted(what, failed.getMessage()));
      }
      throw asking.failed("RunInstances", failed);
    }
  }

  private int vcpus(String type) throws InterruptedException {
    return asking
        .ask(
            "DescribeInstanceTypes",
            () -> ec2.describeInstanceTypes(d -> d.instanceTypesWithStrings(type)))
        .instanceTypes()
        .stream()
        .mapToInt(seen -> seen.vCpuInfo().defaultVCpus())
        .max()
        .orElse(0);
  }

  interface Look {
    Finding look() throws InterruptedException;
  }

  /** Who may launch may not be one who may look at everything. */
  static Finding seen(String about, Look look) throws InterruptedException {
    try {
      return look.look();
    } catch (PermissionMissing denied) {
      return Finding.unseen(about, String.valueOf(denied.getMessage()));
    }
  }
}
