package io.longhaul.coordinator.infra.cloudformation;

import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.stack.Asking;
import io.longhaul.coordinator.infra.Blueprint;
import io.longhaul.coordinator.infra.Change;
import io.longhaul.coordinator.infra.Formation;
import io.longhaul.coordinator.infra.Formed;
import io.longhaul.coordinator.infra.Proposal;
import io.longhaul.stack.StackUnreachable;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationAsyncClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** A stack of CloudFormation, changed by change sets. */
final class CloudFormation implements Formation {
  /** Usually some seconds. */
  private static final Duration LONGEST_PROPOSING = Duration.ofMinutes(5);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** A page has a hundred and more of either; ours are dozens. */
  private static final int MOST_PAGES = 20;

  private static final Set<String> LEFT = Set.of("DELETE_FAILED", "DELETE_SKIPPED");

  private static final String ITSELF = "AWS::CloudFormation::Stack";

  private final CloudFormationAsyncClient client;
  private final Asking asked;
  private final String name;
  private final String stack;
  private final Time time;

  /**
   * @param name CloudFormation's
   * @param stack ours, for the tag
   */
  CloudFormation(
      CloudFormationAsyncClient client, Asking asked, String name, String stack, Time time) {
    this.client = client;
    this.asked = asked;
    this.name = name;
    this.stack = stack;
    this.time = time;
  }

  @Override
  public Optional<Formed> look() throws InterruptedException {
    return look(name);
  }

  @Override
  public Optional<Formed> look(String id) throws InterruptedException {
    return asked
        .find(
            "DescribeStacks",
            () -> client.describeStacks(d -> d.stackName(id)),
            CloudFormation::notThere)
        .flatMap(found -> found.stacks().stream().findFirst())
        .map(CloudFormation::formed);
  }

  /** It has no code of its own for this. */
  private static boolean notThere(AwsCallFailed failed) {
    return failed.call().code().equals("ValidationError")
        && failed.call().said().contains("does not exist");
  }

  private static Formed formed(Stack found) {
    Map<String, String> parameters = new TreeMap<>();
    for (Parameter parameter : found.parameters()) {
      parameters.put(parameter.parameterKey(), parameter.parameterValue());
    }
    String why = found.stackStatusReason() == null ? "" : found.stackStatusReason();
    return new Formed(found.stackId(), found.stackStatusAsString(), why, parameters);
  }

  @Override
  public Proposal propose(Blueprint blueprint) throws InterruptedException {
    Optional<Formed> before = look();
    boolean anew = before.isEmpty() || before.get().state() == Formed.State.PROPOSED;
    String token = "longhaul-" + UUID.randomUUID();
    List<Parameter> parameters =
        blueprint.parameters().entrySet().stream()
            .map(each ->
                Parameter.builder()
                    .parameterKey(each.getKey())
                    .parameterValue(each.getValue())
                    .build())
            .toList();
    var created =
        asked.ask(
            "CreateChangeSet",
            () ->
                client.createChangeSet(c -> {
                  c.stackName(name)
                      .changeSetName(token)
                      .clientToken(token)
                      .changeSetType(anew ? ChangeSetType.CREATE : ChangeSetType.UPDATE)
                      .capabilities(Capability.CAPABILITY_NAMED_IAM)
                      .templateBody(blueprint.template())
                      .parameters(parameters)
                      .tags(Tag.builder().key("longhaul:stack").value(stack).build());
                  // what could not be made is not left behind half made
                  if (anew) c.onStackFailure(OnStackFailure.DELETE);
                }));
    Proposal none = new Proposal(created.id(), created.stackId(), anew, true, List.of(), Map.of());
    boolean done = false;
    try {
      List<DescribeChangeSetResponse> pages = awaited(created.id());
      Map<String, String> was = anew ? Map.of() : before.get().parameters();
      Proposal proposal =
          isEmpty(pages.getFirst())
              ? none
              : new Proposal(
                  created.id(),
                  created.stackId(),
                  anew,
                  false,
                  pages.stream().flatMap(page -> page.changes().stream()).map(Changes::of).toList(),
                  Proposal.differing(was, blueprint.parameters()));
      done = true;
      return proposal;
    } finally {
      if (!done) withdraw(none);
    }
  }

  private static boolean isEmpty(DescribeChangeSetResponse answer) {
    return answer.status() == ChangeSetStatus.FAILED;
  }

  private List<DescribeChangeSetResponse> awaited(String changeSet) throws InterruptedException {
    Deadline deadline = Deadline.in(time, LONGEST_PROPOSING);
    while (true) {
      DescribeChangeSetResponse first = described(changeSet, null);
      if (first.status() == ChangeSetStatus.CREATE_COMPLETE) return withTheRest(changeSet, first);
      if (first.status() == ChangeSetStatus.FAILED) {
        String why = String.valueOf(first.statusReason());
        // It has no code for this either.
        if (why.contains("didn't contain changes")
            || why.contains("No updates are to be performed")) return List.of(first);
        throw new StackUnreachable("stack %s cannot be changed so: %s".formatted(name, why));
      }
      if (deadline.passed()) {
        throw new StackUnreachable(
            "stack %s: CloudFormation still reckons what would change (%s); run it again"
                .formatted(name, first.statusAsString()));
      }
      time.sleep(PAUSE);
    }
  }

  private List<DescribeChangeSetResponse> withTheRest(
      String changeSet, DescribeChangeSetResponse first) throws InterruptedException {
    List<DescribeChangeSetResponse> pages = new ArrayList<>(List.of(first));
    while (pages.getLast().nextToken() != null && pages.size() < MOST_PAGES) {
      pages.add(described(changeSet, pages.getLast().nextToken()));
    }
    return pages;
  }

  private DescribeChangeSetResponse described(String changeSet, @Nullable String next)
      throws InterruptedException {
    return asked.ask(
        "DescribeChangeSet",
        () ->
            client.describeChangeSet(
                d -> d.stackName(name).changeSetName(changeSet).nextToken(next)));
  }

  @Override
  public void withdraw(Proposal proposal) throws InterruptedException {
    asked.find(
        "DeleteChangeSet",
        () -> client.deleteChangeSet(d -> d.stackName(name).changeSetName(proposal.id())),
        failed -> notThere(failed) || failed.call().code().equals("ChangeSetNotFound"));
    if (!proposal.anew()) return;
    Optional<Formed> now = look();
    // It may have been made meanwhile, by another's proposal.
    if (now.isPresent() && now.get().state() == Formed.State.PROPOSED) delete(now.get().id());
  }

  @Override
  public void carryOut(Proposal proposal) throws InterruptedException {
    asked.ask(
        "ExecuteChangeSet",
        () ->
            client.executeChangeSet(e ->
                e.stackName(name)
                    .changeSetName(proposal.id())
                    .clientRequestToken(token(proposal.id()))));
  }

  /** The change set's own name, so that a repeated request is the same. */
  private static String token(String changeSet) {
    String[] parts = changeSet.split("/");
    return parts.length > 1 ? parts[1] : changeSet;
  }

  @Override
  public void delete(String id) throws InterruptedException {
    asked.find(
        "DeleteStack", () -> client.deleteStack(d -> d.stackName(id)), CloudFormation::notThere);
  }

  @Override
  public List<String> mishaps(String id) throws InterruptedException {
    return events(id).stream()
        .map(CloudFormation::mishap)
        .filter(line -> !line.isEmpty())
        .distinct()
        .toList()
        .reversed();
  }

  /** Events of what is gone are remembered by its id for three months. */
  @Override
  public List<String> left(String id) throws InterruptedException {
    return events(id).stream()
        .filter(event -> !ITSELF.equals(event.resourceType()))
        .filter(event -> LEFT.contains(event.resourceStatusAsString()))
        .map(event ->
            "%s %s (%s)"
                .formatted(
                    event.resourceType(),
                    event.physicalResourceId(),
                    event.resourceStatusAsString()))
        .distinct()
        .toList();
  }

  /** The newest first, back to the last thing that somebody began. */
  private List<StackEvent> events(String id) throws InterruptedException {
    List<StackEvent> events = new ArrayList<>();
    String next = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      String from = next;
      var found =
          asked.find(
              "DescribeStackEvents",
              () -> client.describeStackEvents(d -> d.stackName(id).nextToken(from)),
              CloudFormation::notThere);
      if (found.isEmpty()) break;
      for (StackEvent event : found.get().stackEvents()) {
        boolean begun =
            ITSELF.equals(event.resourceType())
                && "User Initiated".equals(event.resourceStatusReason());
        if (begun) return events;
        events.add(event);
      }
      next = found.get().nextToken();
      if (next == null) break;
    }
    return events;
  }

  private static String mishap(StackEvent event) {
    String why = event.resourceStatusReason();
    boolean failed = event.resourceStatusAsString().endsWith("_FAILED");
    // What another's failure called off says nothing.
    if (!failed || why == null || why.contains("cancelled")) return "";
    return "%s (%s): %s: %s"
        .formatted(
            event.logicalResourceId(), event.resourceType(), event.resourceStatusAsString(), why);
  }

  /** From CloudFormation's words. */
  static final class Changes {
    private Changes() {}

    static Change of(software.amazon.awssdk.services.cloudformation.model.Change change) {
      var resource = change.resourceChange();
      List<String> properties =
          resource.details().stream()
              .map(detail -> detail.target() == null ? null : detail.target().name())
              .filter(property -> property != null)
              .distinct()
              .sorted()
              .toList();
      return new Change(
          action(resource.actionAsString(), resource.replacementAsString()),
          resource.logicalResourceId(),
          resource.resourceType(),
          properties);
    }

    private static Change.Action action(String action, @Nullable String replacement) {
      return switch (action) {
        case "Add", "Import" -> Change.Action.ADD;
        case "Remove" -> Change.Action.REMOVE;
        default ->
            switch (String.valueOf(replacement)) {
              case "True" -> Change.Action.REPLACE;
              case "Conditional" -> Change.Action.PERHAPS_REPLACE;
              default -> Change.Action.MODIFY;
            };
      };
    }
  }
}
