package io.longhaul.coordinator.grant.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.coordinator.grant.policy.PolicyDocument.Allowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyDocumentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WORKER = "arn:aws:iam::111122223333:role/longhaul-x-worker-us-east-1";
  private static final Sid OURS = Sid.of("default", "orders-2026-11");
  private static final Sid THEIRS = Sid.of("default", "orders-2026-1");

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void what_was_merged_and_revoked_leaves_the_policy_as_it_was(int seed) throws Exception {
    Random random = new Random(seed);
    ObjectNode before = policy(random);
    PolicyDocument there = PolicyDocument.parse(before.toString());
    PolicyDocument other = there.with(THEIRS, allowed(random));
    PolicyDocument both = other.with(OURS, allowed(random));
    assertThat(both.of(OURS)).isNotEmpty();
    assertThat(both.of(THEIRS)).isEqualTo(other.of(THEIRS));
    assertThat(read(both.without(OURS))).isEqualTo(read(other));
    assertThat(read(both.without(THEIRS).without(OURS))).isEqualTo(inArray(before));
    // what AWS gives back is read as what was written
    PolicyDocument again = PolicyDocument.parse(both.text());
    assertThat(again.sameBeside(OURS, other)).isTrue();
    assertThat(again.sameOf(OURS, both)).isTrue();
    // again, with others, replaces them
    List<Allowed> later = allowed(random);
    assertThat(read(both.with(OURS, later)).get("Statement"))
        .hasSize(other.all().size() + later.size());
  }

  private static JsonNode read(PolicyDocument policy) throws Exception {
    return JSON.readTree(policy.text());
  }

  /** One statement may stand alone, and means the same in an array. */
  private static ObjectNode inArray(ObjectNode policy) {
    ObjectNode copy = policy.deepCopy();
    if (copy.get("Statement").isObject()) {
      JsonNode alone = copy.get("Statement");
      copy.putArray("Statement").add(alone);
    }
    return copy;
  }

  private static ObjectNode policy(Random random) {
    ObjectNode policy = JSON.createObjectNode();
    if (random.nextBoolean()) policy.put("Id", "Policy" + random.nextInt(99));
    policy.put("Version", "2012-10-17");
    int statements = random.nextInt(5);
    if (statements == 1 && random.nextBoolean()) {
      policy.set("Statement", statement(random));
      return policy;
    }
    ArrayNode all = policy.putArray("Statement");
    for (int i = 0; i < statements; i++) all.add(statement(random));
    return policy;
  }

  private static ObjectNode statement(Random random) {
    ObjectNode statement = JSON.createObjectNode();
    String[] sids = {"", "Stmt1563475184681", "Longhaul", OURS.base(), "Migrate \u00fc to lake"};
    String sid = sids[random.nextInt(sids.length)];
    if (!sid.isEmpty()) statement.put("Sid", sid);
    statement.put("Effect", random.nextBoolean() ? "Allow" : "Deny");
    if (random.nextBoolean()) statement.put("Principal", "*");
    else statement.putObject("Principal").putArray("AWS").add("arn:aws:iam::1:root").add("2");
    statement.put(random.nextBoolean() ? "Action" : "NotAction", "s3:Get*");
    statement.putArray("Resource").add("arn:aws:s3:::b").add("arn:aws:s3:::b/" + random.nextInt());
    if (random.nextBoolean()) {
      statement.putObject("Condition").putObject("NumericLessThan").put("s3:max-keys", 1.50);
    }
    return statement;
  }

  private static List<Allowed> allowed(Random random) {
    List<Allowed> allowed = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      allowed.add(
          new Allowed(
              WORKER,
              new Statement(
                  List.of("s3:GetObject"), List.of("arn:aws:s3:::b/" + i + "*"), new TreeMap<>())));
    }
    return allowed;
  }

  @Test
  void a_statement_says_who_may_do_what_on_which_and_until_when() {
    Statement statement =
        new Statement(
                List.of("s3:ListBucket"),
                List.of("arn:aws:s3:::orders"),
                new TreeMap<>(Map.of("StringLike", Map.of("s3:prefix", "in/*"))))
            .under("DateLessThan", "aws:CurrentTime", "2026-11-30T12:00:00Z");
    PolicyDocument policy =
        PolicyDocument.empty().with(OURS, List.of(new Allowed(WORKER, statement)));
    assertThat(policy.text())
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\""
                + OURS.base()
                + "N0\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                + WORKER
                + "\"},\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::orders\","
                + "\"Condition\":{\"DateLessThan\":{\"aws:CurrentTime\":\"2026-11-30T12:00:00Z\"},"
                + "\"StringLike\":{\"s3:prefix\":\"in/*\"}}}]}");
    assertThat(policy.without(OURS).isEmpty()).isTrue();
  }

  @Test
  void a_sid_is_of_letters_and_digits_and_of_one_run_alone() {
    assertThat(OURS.base()).matches("Longhaulorders202611[0-9a-f]{16}");
    assertThat(OURS.isOf(OURS.numbered(12))).isTrue();
    assertThat(OURS.isOf(OURS.base())).isFalse();
    assertThat(Sid.of("default", "a.b")).isNotEqualTo(Sid.of("default", "a-b"));
    assertThat(Sid.of("one", "run")).isNotEqualTo(Sid.of("two", "run"));
    assertThat(Sid.of("default", "x".repeat(63)).base()).hasSize(64);
  }

  @Test
  void characters_that_iam_does_not_take_are_written_as_escapes() {
    Statement statement =
        new Statement(List.of("s3:GetObject"), List.of("arn:aws:s3:::b/\u65e5*"), new TreeMap<>());
    assertThat(PolicyDocument.of(List.of(statement)).text())
        .contains("b/\\u65E5*")
        .matches("\\p{ASCII}*");
  }

  @Test
  void what_is_no_policy_is_not_touched() {
    for (String text : new String[] {"", "[]", "{}", "{\"Statement\":1}", "{\"Statement\":[]} x"}) {
      assertThatThrownBy(() -> PolicyDocument.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not a policy that can be read");
    }
    assertThatThrownBy(() -> PolicyDocument.parse("{\"Statement\":[],\"Statement\":[]}"))
        .hasMessageContaining("Duplicate");
  }

  @Test
  void an_old_version_in_which_our_prefix_would_mean_something_else_is_refused() {
    PolicyDocument old = PolicyDocument.parse("{\"Version\":\"2008-10-17\",\"Statement\":[]}");
    Statement starred =
        new Statement(List.of("s3:GetObject"), List.of("arn:aws:s3:::b/${*}*"), new TreeMap<>());
    assertThatThrownBy(() -> old.with(OURS, List.of(new Allowed(WORKER, starred))))
        .hasMessageContaining("2012-10-17");
  }

  @Test
  void no_statement_allows_everything() {
    assertThatThrownBy(() -> new Statement(List.of("s3:*"), List.of("a"), new TreeMap<>()))
        .hasMessageContaining("too much");
    assertThatThrownBy(() -> new Statement(List.of("s3:Get"), List.of("*"), new TreeMap<>()))
        .hasMessageContaining("every resource");
  }
}
