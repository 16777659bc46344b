package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.coordinator.grant.policy.Sid;
import io.longhaul.kind.Kinds;
import io.longhaul.ledger.Grant;
import io.longhaul.ledger.RunState;
import io.longhaul.unit.RunName;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrantCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROLE = "longhaul-default-worker-us-east-1";
  private static final String WORKER = "arn:aws:iam::111122223333:role/" + ROLE;
  private static final String OWN = ROLE + "/longhaul-run-moved";
  private static final String THEIRS =
      "{\"Version\":\"2012-10-17\",\"Id\":\"theirs\",\"Statement\":[{\"Sid\":\"Public\","
          + "\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
          + "\"Resource\":\"arn:aws:s3:::orders/public/*\"}]}";

  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void realKinds() {
    world = new World(folder);
    world.kinds = Kinds.ALL::named;
  }

  private Ran grant(String... more) {
    String[] words = new String[5 + more.length];
    words[0] = "infra";
    words[1] = "grant";
    words[2] = "job.yaml";
    words[3] = "--name";
    words[4] = "moved";
    System.arraycopy(more, 0, words, 5, more.length);
    return world.run((Object[]) words);
  }

  private Grant noted() {
    return world.ledger.grants().find(new RunName("moved")).orElseThrow();
  }

  @Test
  void both_buckets_and_the_role_take_statements_that_end_by_themselves() throws Exception {
    world.job("cut: {by: hex, depth: 1}");
    world.policies.policies.put("orders", THEIRS);
    Ran ran = grant("--for", "24h");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("policy of bucket orders: 2 statements put in")
        .contains("policy of bucket copies: 2 statements put in")
        .contains("policy longhaul-run-moved of role " + ROLE)
        .contains("'./longhaul infra revoke moved' takes it back before");
    JsonNode orders = JSON.readTree(world.policies.policies.get("orders"));
    assertThat(orders.get("Id").asText()).isEqualTo("theirs");
    assertThat(orders.get("Statement").get(0))
        .isEqualTo(JSON.readTree(THEIRS).get("Statement").get(0));
    assertThat(orders.get("Statement")).hasSize(3);
    String until = noted().until().toString();
    for (int i = 1; i < 3; i++) {
      JsonNode ours = orders.get("Statement").get(i);
      assertThat(ours.get("Sid").asText()).startsWith(Sid.of("default", "moved").base());
      assertThat(ours.at("/Principal/AWS").asText()).isEqualTo(WORKER);
      assertThat(ours.at("/Condition/DateLessThan/aws:CurrentTime").asText()).isEqualTo(until);
    }
    assertThat(world.policies.policies.get("copies")).contains("s3:PutObject");
    assertThat(world.policies.policies.get(OWN)).contains("s3:PutObject").contains(until);
    assertThat(Duration.between(world.time.now(), noted().until()))
        .isBetween(Duration.ofHours(23), Duration.ofHours(24));
  }

  @Test
  void revoked_it_is_as_it_was_and_a_policy_of_ours_alone_is_gone() throws Exception {
    world.job("cut: {by: hex, depth: 1}");
    world.policies.policies.put("orders", THEIRS);
    assertThat(grant().exit()).isZero();
    Ran looked = world.run("infra", "revoke", "moved", "--dry-run");
    assertThat(looked.out()).contains("- {\"Sid\":\"" + Sid.of("default", "moved").base());
    assertThat(world.policies.policies).hasSize(3);
    Ran ran = world.run("infra", "revoke", "moved");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(world.policies.policies).containsOnlyKeys("orders");
    assertThat(JSON.readTree(world.policies.policies.get("orders")))
        .isEqualTo(JSON.readTree(THEIRS));
    assertThat(world.ledger.grants().all()).isEmpty();
    Ran again = world.run("infra", "revoke", "moved");
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("nothing is known to be granted to a run 'moved'");
  }

  @Test
  void again_it_lasts_longer_and_never_shorter() {
    world.job("cut: {by: hex, depth: 1}");
    assertThat(grant("--for", "1h").exit()).isZero();
    int before = world.policies.writes;
    assertThat(grant("--for", "3d").exit()).isZero();
    assertThat(world.policies.writes).isEqualTo(2 * before);
    String three = noted().until().toString();
    Ran shorter = grant("--for", "10m");
    assertThat(noted().until()).hasToString(three);
    assertThat(shorter.out()).contains("policy of bucket orders: as it is to be");
    assertThat(world.policies.writes).isEqualTo(2 * before);
    assertThat(world.policies.policies.get("orders").split(three, -1)).hasSize(2 + 1);
  }

  @Test
  void a_dry_run_shows_each_statement_and_changes_nothing() {
    world.job("cut: {by: hex, depth: 1}");
    Ran ran = grant("--dry-run");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .contains("dry run: policy of bucket orders: 2 statements put in")
        .contains("+ {\"Sid\":\"");
    assertThat(world.policies.writes).isZero();
    assertThat(world.ledger.grants().all()).isEmpty();
  }

  @Test
  void a_policy_that_would_be_too_long_is_refused_before_anything_is_written() {
    world.job("cut: {by: hex, depth: 1}");
    world.policies.policies.put("copies", THEIRS.replace("Public", "P".repeat(20_000)));
    Ran ran = grant();
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .containsPattern("policy of bucket copies would be 2[0-9],[0-9]{3} bytes long")
        .contains("at most 20,480");
    assertThat(world.policies.writes).isZero();
    assertThat(world.ledger.grants().all()).isEmpty();
  }

  @Test
  void all_policies_of_the_role_together_must_fit_and_what_to_revoke_is_named() {
    world.job("cut: {by: hex, depth: 1}");
    String theirs = THEIRS.replace("Public", "P".repeat(4_700)).replace(",", " ,\n      ");
    world.policies.policies.put(ROLE + "/stack", theirs);
    world.policies.policies.put(
        ROLE + "/longhaul-run-small", theirs.replace("P".repeat(1_100), ""));
    world.policies.policies.put(ROLE + "/longhaul-run-large", theirs);
    world.policies.policies.put(OWN, theirs); // it is replaced, and does not count
    Ran ran = grant();
    assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(1);
    assertThat(ran.err())
        .containsPattern(
            "policy longhaul-run-moved of role "
                + ROLE
                + " would be [0-9,]+ characters long beside")
        .contains(" of the role's others, and IAM takes at most 10,240 in all: ")
        .containsPattern(
            "'./longhaul infra revoke large' frees 4,[0-9]{3}, './longhaul infra revoke small'"
                + " frees [0-9]{3}\\R");
    assertThat(world.policies.writes).isZero();
    assertThat(world.ledger.grants().all()).isEmpty();
    world.policies.policies.remove(ROLE + "/longhaul-run-large");
    assertThat(grant().exit()).isZero();
  }

  @Test
  void keys_of_secrets_are_looked_up_or_named() {
    world.job(
        "cut: {by: hex, depth: 1}",
        "access: {source: {customer-key: 'ssm:/own'}, target: {customer-key: 'ssm:/theirs'}}");
    world.policies.keys.put("ssm:/own", "1a2b");
    world.policies.denied.add("ssm:/theirs");
    Ran ran = world.run("infra", "policy", "job.yaml");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("key/1a2b", "ssm.us-east-1.amazonaws.com");
    assertThat(ran.err())
        .contains("whether ssm:/theirs is encrypted by a KMS key of your own is not known: ")
        .contains("name one with --secret-key");
    String arn = "arn:aws:kms:us-east-1:111122223333:key/3c4d";
    Ran named = world.run("infra", "policy", "job.yaml", "--secret-key", arn);
    assertThat(named.out()).contains("key/1a2b", arn);
    assertThat(named.err()).doesNotContain("not known");
    assertThat(grant("--secret-key", arn).exit()).isZero();
    assertThat(world.policies.policies.get(OWN)).contains("kms:ViaService", arn);
  }

  @Test
  void what_no_machine_of_the_stack_has_is_said_wherever_a_job_meets_it() {
    world.job(
        "cut: {by: hex, depth: 1}",
        "access: {source: {customer-key: 'env:KEY'}, target: {profile: mine}}");
    String line =
        "access.target.profile, access.source.customer-key (env:KEY): the stack's machines have no"
            + " such profile or variable, and their units will fail; write ssm:/path or"
            + " secretsmanager:name, or a role";
    for (String command :
        new String[] {
          "infra policy job.yaml",
          "infra grant job.yaml --name moved --dry-run",
          "submit job.yaml --name moved --detach --dry-run",
          "submit job.yaml --name moved --detach",
          "fleet launch job.yaml --workers 1 --dry-run", // though there is no fleet
        }) {
      Ran ran = world.run((Object[]) command.split(" "));
      assertThat(ran.err()).as(command).containsOnlyOnce(line);
    }
    assertThat(world.run("plan", "job.yaml").out()).contains(line);
    world.job(
        "cut: {by: hex, depth: 1}",
        "access: {source: {customer-key: 'ssm:/key', role: 'arn:aws:iam::111122223333:role/r'}}");
    assertThat(world.run("infra", "policy", "job.yaml").err()).doesNotContain("stack's machines");
  }

  @Test
  void another_who_writes_at_the_same_time_is_noticed() {
    world.job("cut: {by: hex, depth: 1}");
    world.policies.whenWritten = () -> world.policies.policies.put("orders", THEIRS);
    Ran lost = grant();
    assertThat(lost.exit()).isEqualTo(1);
    assertThat(lost.err())
        .contains("policy of bucket orders: does not hold the statements of run moved")
        .contains("another writer raced");
    // it is noted all the same, so that it can be taken back
    assertThat(world.ledger.grants().all()).hasSize(1);
    world.policies.whenWritten = () -> {};
    assertThat(grant().exit()).isZero();
    world.policies.policies.remove("orders");
    world.policies.whenWritten = () -> world.policies.policies.remove("orders");
    assertThat(grant("--for", "2d").err()).contains("policy of bucket orders: is not there");
  }

  @Test
  void another_jobs_grant_under_the_name_is_refused() {
    world.job("cut: {by: hex, depth: 1}");
    assertThat(grant().exit()).isZero();
    world.file("job.yaml", "kind: s3-copy\nsource: s3://orders/\ntarget: s3://other/\n");
    Ran ran = grant();
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("'./longhaul infra revoke moved' takes that back first");
  }

  @Test
  void what_one_account_refuses_does_not_keep_the_others_from_being_taken_back() {
    world.job("cut: {by: hex, depth: 1}");
    assertThat(grant().exit()).isZero();
    world.policies.denied.add("orders");
    Ran ran = world.run("infra", "revoke", "moved");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("s3:GetBucketPolicy on bucket orders is denied");
    assertThat(world.policies.policies).containsOnlyKeys("orders");
    assertThat(world.ledger.grants().all()).hasSize(1);
    world.policies.denied.clear();
    assertThat(world.run("infra", "revoke", "moved").exit()).isZero();
    assertThat(world.policies.policies).isEmpty();
  }

  @Test
  void a_submitted_run_is_granted_by_its_name_and_its_end_is_told_of() {
    world.job("cut: {by: hex, depth: 1}");
    assertThat(grant("--for", "10m").exit()).isZero();
    Ran submitted = world.run("submit", "job.yaml", "--name", "moved", "--detach");
    assertThat(submitted.exit()).as(submitted.err()).isZero();
    Ran longer = world.run("infra", "grant", "moved", "--for", "2d");
    assertThat(longer.exit()).as(longer.err()).isZero();
    assertThat(world.run("status").err()).doesNotContain("revoke");
    assertThat(world.run("cancel", "moved", "--yes").exit()).isZero();
    assertThat(world.run("watch", "moved").err())
        .contains("run moved is over, and what it was granted is in force until ")
        .contains("'./longhaul infra revoke moved' takes it back");
    assertThat(world.ledger.runs().find(new RunName("moved")).orElseThrow().state())
        .isEqualTo(RunState.CANCELLED);
    for (String command : new String[] {"status", "status moved", "report moved"}) {
      assertThat(world.run((Object[]) command.split(" ")).err())
          .as(command)
          .contains("infra revoke moved");
    }
    assertThat(world.run("infra", "revoke", "moved").exit()).isZero();
    assertThat(world.run("status").err()).doesNotContain("revoke");
  }

  @Test
  void what_cannot_be_granted_is_said_in_a_line() {
    world.job("cut: {by: hex, depth: 1}");
    world.file("noop.yaml", "kind: noop\nunits: 5\n");
    for (String[] wrong :
        new String[][] {
          {"infra grant none", "there is no run 'none'"},
          {"infra grant job.yaml --name moved --for 5m", "--for '5m': write 10m to 90d"},
          {"infra grant job.yaml --name moved --for 1y", "--for '1y': write 10m to 90d"},
          {"infra grant noop.yaml --name nothing", "kind 'noop' needs nothing"},
          {"infra grant job.yaml --name moved --local", "an embedded cloud has no policies"},
          {"infra policy job.yaml --local", "an embedded cloud has no policies"},
        }) {
      Ran ran = world.run((Object[]) wrong[0].split(" "));
      assertThat(ran.exit()).as(wrong[0]).isEqualTo(2);
      assertThat(ran.err()).contains(wrong[1]);
    }
    assertThat(world.policies.writes).isZero();
  }
}
