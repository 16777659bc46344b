package io.longhaul.coordinator.fleet.ec2;

import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsFailure;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.stack.Asking;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.fleet.Finding;
import io.longhaul.coordinator.fleet.Fleet;
import io.longhaul.coordinator.fleet.Group;
import io.longhaul.coordinator.fleet.Member;
import io.longhaul.time.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingAsyncClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;

/** An Auto Scaling group and its instances. */
public final class Ec2Fleet implements Fleet {
  /** What SetInstanceProtection takes. */
  private static final int MOST_PROTECTED = 50;

  /** What a filter of DescribeInstances takes. */
  private static final int MOST_DESCRIBED = 200;

  private final AwsClients clients;
  private final AutoScalingAsyncClient scaling;
  private final Ec2AsyncClient ec2;
  private final Asking askScaling;
  private final Asking askEc2;
  private final Ground ground;
  private final String name;

  /**
   * @param clients closed with it
   * @param name of the group
   */
  public Ec2Fleet(
      AwsClients clients, AwsPlace place, AwsSettings settings, Time time, String name) {
    this.clients = clients;
    this.name = name;
    this.scaling = clients.of(AutoScalingAsyncClient.builder(), place);
    this.ec2 = clients.of(Ec2AsyncClient.builder(), place);
    AwsCalls calls = new AwsCalls(time, settings);
    String group = "group " + name;
    this.askScaling = Asking.of(scaling, "autoscaling", group, calls, time);
    this.askEc2 = Asking.of(ec2, "ec2", group, calls, time);
    Supplier<CloudWatchAsyncClient> usage =
        () -> clients.of(CloudWatchAsyncClient.builder(), place);
    Quotas quotas = new Quotas(usage, calls, time, group);
    this.ground = new Ground(ec2, askEc2, new Network(ec2, askEc2), quotas);
  }

  @Override
  public String where() {
    return askScaling.where();
  }

  @Override
  public Optional<Group> group() throws InterruptedException {
    Optional<AutoScalingGroup> there = described();
    if (there.isEmpty()) return Optional.empty();
    AutoScalingGroup group = there.get();
    return Optional.of(
        new Group(
            name, group.minSize(), group.maxSize(), group.desiredCapacity(), ground.types(group)));
  }

  /** A group that is being deleted is none. */
  private Optional<AutoScalingGroup> described() throws InterruptedException {
    return askScaling
        .ask(
            "DescribeAutoScalingGroups",
            () -> scaling.describeAutoScalingGroups(d -> d.autoScalingGroupNames(name)))
        .autoScalingGroups()
        .stream()
        .filter(group -> group.status() == null)
        .findFirst();
  }

  @Override
  public List<Member> members() throws InterruptedException {
    List<software.amazon.awssdk.services.autoscaling.model.Instance> there =
        described().map(AutoScalingGroup::instances).orElse(List.of());
    Map<String, Instance> seen =
        instances(
            there.stream()
                .map(software.amazon.awssdk.services.autoscaling.model.Instance::instanceId)
                .toList());
    List<Member> members = new ArrayList<>();
    for (var each : there) {
      if (each.lifecycleState() == LifecycleState.TERMINATED) continue;
      Optional<Instance> machine = Optional.ofNullable(seen.get(each.instanceId()));
      members.add(
          new Member(
              each.instanceId(),
              life(each.lifecycleState()),
              market(machine),
              Boolean.TRUE.equals(each.protectedFromScaleIn()),
              text(each.availabilityZone()),
              machine.map(Instance::instanceTypeAsString).orElse(text(each.instanceType())),
              machine.map(Instance::launchTime).orElse(Instant.EPOCH)));
    }
    members.sort(Comparator.comparing(Member::since).thenComparing(Member::id));
    return List.copyOf(members);
  }

  /** By a filter: asked for by id, one that has gone meanwhile would fail the others. */
  private Map<String, Instance> instances(List<String> ids) throws InterruptedException {
    Map<String, Instance> seen = new HashMap<>();
    for (List<String> some : batches(ids, MOST_DESCRIBED)) {
      askEc2
          .ask(
              "DescribeInstances",
              () -> ec2.describeInstances(d -> d.filters(Filters.of("instance-id", some))))
          .reservations()
          .forEach(reservation ->
              reservation.instances().forEach(one -> seen.put(one.instanceId(), one)));
    }
    return seen;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Member.Market market(Optional<Instance> machine) {
    boolean spot =
        machine.filter(one -> one.instanceLifecycle() == InstanceLifecycleType.SPOT).isPresent();
    return spot ? Member.Market.SPOT : Member.Market.ON_DEMAND;
  }

  /** A state that this SDK does not know is taken for in service: it is paid for. */
  private static Member.Life life(@Nullable LifecycleState state) {
    if (state == null) return Member.Life.IN_SERVICE;
    String word = state.toString();
    if (word.startsWith("Pending") || word.startsWith("Warmed")) return Member.Life.PENDING;
    if (word.startsWith("Terminat") || word.startsWith("Detach")) return Member.Life.ENDING;
    return Member.Life.IN_SERVICE;
  }

  @Override
  public void want(int workers) throws InterruptedException {
    Group group = group().orElseThrow(this::absent);
    if (!group.takes(workers)) throw CommandFailed.misused(group.refusal(workers));
    if (group.wanted() == workers) return;
    askScaling.ask(
        "SetDesiredCapacity",
        () ->
            scaling.setDesiredCapacity(
                s -> s.autoScalingGroupName(name).desiredCapacity(workers).honorCooldown(false)));
  }

  private CommandFailed absent() {
    return CommandFailed.failed(
        "group %s does not exist in %s: 'longhaul infra deploy' makes it".formatted(name, where()));
  }

  @Override
  public void protect(Collection<String> members, boolean isProtected) throws InterruptedException {
    List<String> there =
        members().stream()
            .filter(member -> member.life() == Member.Life.IN_SERVICE)
            .filter(member -> member.isProtected() != isProtected)
            .map(Member::id)
            .filter(members::contains)
            .toList();
    for (List<String> some : batches(there, MOST_PROTECTED)) {
      if (!protect(some, isProtected)) {
        for (String one : some) protect(List.of(one), isProtected);
      }
    }
  }

  /** False if one of them went meanwhile: then none of them was changed. */
  private boolean protect(List<String> some, boolean isProtected) throws InterruptedException {
    try {
      askScaling.tried(() ->
          scaling.setInstanceProtection(s ->
              s.autoScalingGroupName(name).instanceIds(some).protectedFromScaleIn(isProtected)));
      return true;
    } catch (AwsCallFailed failed) {
      if (failed.what() == AwsFailure.REFUSED) return false;
      throw askScaling.failed("SetInstanceProtection", failed);
    }
  }

  @Override
  public boolean end(String member) throws InterruptedException {
    AutoScalingGroup group = described().orElseThrow(this::absent);
    boolean there =
        group.instances().stream()
            .filter(one -> one.instanceId().equals(member))
            .anyMatch(one -> life(one.lifecycleState()) != Member.Life.ENDING);
    if (!there) return false;
    long others =
        group.instances().stream()
            .filter(one -> !one.instanceId().equals(member))
            .filter(one -> life(one.lifecycleState()) != Member.Life.ENDING)
            .count();
    // one of more than are wanted leaves no gap to be filled
    boolean fewer = group.desiredCapacity() > others;
    if (fewer && group.desiredCapacity() <= group.minSize()) {
      throw CommandFailed.failed(
          "%s cannot go: group %s never has fewer than %d; 'longhaul infra deploy' changes that"
              .formatted(member, name, group.minSize()));
    }
    try {
      askScaling.tried(() ->
          scaling.terminateInstanceInAutoScalingGroup(
              t -> t.instanceId(member).shouldDecrementDesiredCapacity(fewer)));
      return true;
    } catch (AwsCallFailed failed) {
      // it went by itself meanwhile
      if (failed.what() == AwsFailure.REFUSED && gone(member)) return false;
      throw askScaling.failed("TerminateInstanceInAutoScalingGroup", failed);
    }
  }

  private boolean gone(String member) throws InterruptedException {
    return members().stream()
        .filter(one -> one.id().equals(member))
        .allMatch(one -> one.life() == Member.Life.ENDING);
  }

  @Override
  public List<Finding> look(Group group, int more) throws InterruptedException {
    return ground.look(described().orElseThrow(this::absent), group, more);
  }

  private static List<List<String>> batches(List<String> all, int most) {
    List<List<String>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += most) {
      batches.add(all.subList(from, Math.min(all.size(), from + most)));
    }
    return batches;
  }

  @Override
  public void close() {
    clients.close();
  }
}
