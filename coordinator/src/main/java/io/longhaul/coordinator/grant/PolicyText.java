package io.longhaul.coordinator.grant;

import io.longhaul.access.Need;
import io.longhaul.coordinator.grant.policy.PolicyDocument;
import io.longhaul.coordinator.grant.policy.PolicyDocument.Allowed;
import io.longhaul.coordinator.grant.policy.Sid;
import io.longhaul.coordinator.grant.policy.Statement;
import io.longhaul.coordinator.grant.policy.Statements;
import io.longhaul.stack.StackSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** All policies that a job needs, to be put where they belong. */
public final class PolicyText {
  private final StackSettings stack;
  private final Rights.Dealt dealt;
  private final List<Need> ofStack;

  /**
   * @param ofStack what every worker of the stack needs
   */
  public PolicyText(StackSettings stack, Rights.Dealt dealt, List<Need> ofStack) {
    this.stack = stack;
    this.dealt = dealt;
    this.ofStack = List.copyOf(ofStack);
  }

  /** Under a title for each. */
  public String text() {
    StringJoiner text = new StringJoiner("\n\n");
    all().forEach((title, policy) -> text.add("# " + title + "\n" + policy.pretty()));
    return text.toString();
  }

  /** {@code worker}, {@code buckets} and {@code roles}, each policy as it is to be written. */
  public String json() {
    StringJoiner buckets = new StringJoiner(",", "{", "}");
    for (String bucket : dealt.buckets()) {
      buckets.add(quoted(bucket) + ":" + bucket(bucket).text());
    }
    StringJoiner others = new StringJoiner(",", "{", "}");
    for (Party party : dealt.others()) {
      String trust = party.lent().map(lent -> ",\"trust\":" + trust(lent).text()).orElse("");
      others.add("%s:{\"policy\":%s%s}".formatted(quoted(party.arn()), own(party).text(), trust));
    }
    return "{\"worker\":{\"role\":%s,\"policy\":%s},\"buckets\":%s,\"others\":%s}"
        .formatted(quoted(dealt.worker().arn()), worker().text(), buckets, others);
  }

  private Map<String, PolicyDocument> all() {
    Map<String, PolicyDocument> all = new LinkedHashMap<>();
    all.put("role %s: its own policy".formatted(dealt.worker().arn()), worker());
    for (String bucket : dealt.buckets()) {
      all.put(
          "bucket %s: its policy, needed where it is another account's".formatted(bucket),
          bucket(bucket));
    }
    for (Party party : dealt.others()) {
      all.put("%s: its own policy".formatted(party.arn()), own(party));
      party
          .lent()
          .ifPresent(lent -> all.put("%s: whom it trusts".formatted(party.arn()), trust(lent)));
    }
    return all;
  }

  private PolicyDocument worker() {
    List<Need> needs = new ArrayList<>(dealt.worker().needs());
    needs.addAll(ofStack);
    return PolicyDocument.of(Statements.of(needs));
  }

  private static PolicyDocument own(Party party) {
    return PolicyDocument.of(Statements.of(party.needs()));
  }

  private static PolicyDocument trust(Party.Lent lent) {
    return PolicyDocument.trust(lent.to(), lent.externalId());
  }

  private PolicyDocument bucket(String bucket) {
    List<Allowed> allowed = new ArrayList<>();
    dealt
        .all()
        .forEach(party -> {
          for (Statement statement : Statements.of(party.of(bucket))) {
            allowed.add(new Allowed(party.arn(), statement));
          }
        });
    return PolicyDocument.empty().with(Sid.of(stack.name(), "policy"), allowed);
  }

  /** Names of buckets and roles hold nothing that JSON would escape. */
  private static String quoted(String name) {
    return '"' + name + '"';
  }
}
