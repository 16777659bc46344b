package io.longhaul.coordinator.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.access.KmsKeys;
import io.longhaul.access.Need;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.Job;
import io.longhaul.job.S3Sides;
import io.longhaul.job.SecretReference;
import io.longhaul.job.StoreAccess;
import io.longhaul.job.file.JobFile;
import io.longhaul.kind.Kinds;
import io.longhaul.stack.StackPermissions;
import io.longhaul.stack.StackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RightsTest {
  private static final StackSettings STACK =
      new StackSettings("default", "default", Optional.empty());
  private static final String WORKER =
      "arn:aws:iam::111122223333:role/longhaul-default-worker-us-east-1";
  private static final String READER = "arn:aws:iam::444455556666:role/reader";

  @TempDir private Path folder;
  private final InMemoryGrantDesk desk = new InMemoryGrantDesk();

  private Job job(String... lines) throws IOException {
    String all =
        "kind: s3-copy\nsource: s3://orders/in/\ntarget: s3://copies/out/\n"
            + String.join("\n", lines)
            + "\n";
    return JobFile.read(Files.writeString(folder.resolve("job.yaml"), all));
  }

  private Rights.Dealt dealt(Job job) throws InterruptedException {
    return dealt(job, Keys.NONE, false);
  }

  private Rights.Dealt dealt(Job job, Keys keys, boolean me) throws InterruptedException {
    return new Rights(STACK, desk).of(job, Kinds.ALL.named(job.kind()), keys, me);
  }

  private JsonNode policies(Rights.Dealt dealt) throws Exception {
    List<Need> own = new Rights(STACK, desk).ofStack(new StackPermissions(STACK).ofWorkers());
    return new ObjectMapper().readTree(new PolicyText(STACK, dealt, own).json());
  }

  @Test
  void one_identity_for_both_sides_has_all_of_it_and_lists_below_the_prefixes_alone()
      throws Exception {
    JsonNode policies = policies(dealt(job()));
    assertThat(policies.at("/worker/role").asText()).isEqualTo(WORKER);
    JsonNode first = policies.at("/worker/policy/Statement/0");
    assertThat(first.get("Action").asText()).isEqualTo("s3:ListBucket");
    assertThat(first.get("Resource").asText()).isEqualTo("arn:aws:s3:::orders");
    assertThat(first.at("/Condition/StringLike/s3:prefix").asText()).isEqualTo("in/*");
    assertThat(policies.get("others")).isEmpty();
    assertThat(policies.get("buckets")).hasSize(2);
    assertThat(policies.toString())
        .doesNotContain("s3:*")
        .doesNotContain(":root")
        .doesNotContain("\"*\"")
        .doesNotContain("*:*")
        .contains("arn:aws:sqs:us-east-1:111122223333:longhaul-default-small")
        .contains("arn:aws:dynamodb:us-east-1:111122223333:table/longhaul-default/index/open")
        .doesNotContain("s3:ListBucketMultipartUploads");
  }

  @Test
  void a_role_of_another_account_has_its_sides_and_trusts_the_worker_that_says_the_external_id()
      throws Exception {
    Job job = job("access: {source: {role: '" + READER + "', external-id: longhaul-1}}");
    assertThat(dealt(job).notes()).singleElement().asString().contains("write copy.route");
    JsonNode policies = policies(dealt(job));
    JsonNode reader = policies.at("/others").get(READER);
    assertThat(reader.at("/policy/Statement").toString())
        .contains("s3:ListBucket", "arn:aws:s3:::orders/in/*", "s3:GetObjectTagging")
        .doesNotContain("copies");
    assertThat(reader.get("trust").at("/Statement/0").toString())
        .isEqualTo(
            "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                + WORKER
                + "\"},\"Action\":\"sts:AssumeRole\",\"Condition\":{\"StringEquals\":"
                + "{\"sts:ExternalId\":\"longhaul-1\"}}}");
    assertThat(policies.at("/worker/policy/Statement").toString())
        .contains("{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Resource\":\"" + READER)
        .doesNotContain("arn:aws:s3:::orders");
    assertThat(policies.at("/buckets/orders").toString()).contains(READER).doesNotContain(WORKER);
    assertThat(policies.at("/buckets/copies").toString()).contains(WORKER).doesNotContain(READER);
  }

  @Test
  void a_role_of_another_account_without_external_id_is_refused() throws Exception {
    Job job = job("access: {source: {role: '" + READER + "'}}");
    assertThatThrownBy(() -> dealt(job))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("access.source.role")
        .hasMessageContaining("write an external-id");
    String own = READER.replace("444455556666", "111122223333");
    assertThat(dealt(job("access: {source: {role: '" + own + "'}}")).others()).hasSize(1);
  }

  @Test
  void whoever_copies_on_the_store_itself_reads_the_source_too() throws Exception {
    Job job =
        job(
            "copy: {route: server-side}",
            "access: {target: {role: '" + READER + "', external-id: longhaul-1}}");
    assertThat(dealt(job).notes()).isEmpty();
    Party writer = dealt(job).others().getFirst();
    assertThat(writer.of("orders"))
        .extracting(Need::action)
        .containsExactlyInAnyOrder("s3:GetObject", "s3:GetObjectTagging");
    assertThat(writer.of("copies"))
        .extracting(Need::action)
        .contains("s3:PutObject", "s3:ListBucketMultipartUploads");
    assertThat(dealt(job).worker().of("orders"))
        .extracting(Need::action)
        .containsExactlyInAnyOrder("s3:ListBucket", "s3:GetObject");
  }

  @Test
  void a_profile_is_whoever_it_says_that_it_is() throws Exception {
    Job job = job("access: {target: {profile: theirs}}");
    desk.callers.put(
        StoreAccess.target((S3Sides) job.options()), "arn:aws:iam::444455556666:user/bob");
    assertThat(dealt(job).others())
        .singleElement()
        .satisfies(bob -> {
          assertThat(bob.arn()).isEqualTo("arn:aws:iam::444455556666:user/bob");
          assertThat(bob.lent()).isEmpty();
        });
    desk.callers.put(StoreAccess.target((S3Sides) job.options()), "arn:aws:iam::444455556666:root");
    assertThatThrownBy(() -> dealt(job)).hasMessageContaining("to the whole account");
  }

  @Test
  void what_lies_on_another_server_is_none_of_awss_policies() throws Exception {
    Job job = job("access: {source: {profile: theirs, endpoint: 'https://minio.example.com'}}");
    Rights.Dealt dealt = dealt(job);
    assertThat(dealt.buckets()).containsExactly("copies");
    assertThat(dealt.notes())
        .contains("the source is at https://minio.example.com, whose policies are its own");
    assertThat(Rights.buckets(job, Kinds.ALL.named("s3-copy"))).containsExactly("copies");
  }

  @Test
  void references_to_secrets_are_the_workers_to_look_up() throws Exception {
    Job job =
        job(
            "access:",
            "  source:",
            "    endpoint: https://minio.example.com",
            "    access-key-id: ssm:/longhaul/id",
            "    secret-access-key: secretsmanager:theirs#secret");
    assertThat(dealt(job).worker().needs())
        .contains(
            new Need(
                "ssm:GetParameter", "arn:aws:ssm:us-east-1:111122223333:parameter/longhaul/id"),
            new Need(
                "secretsmanager:GetSecretValue",
                "arn:aws:secretsmanager:us-east-1:111122223333:secret:theirs-??????"));
  }

  @Test
  void a_customers_own_key_is_the_workers_to_look_up() throws Exception {
    assertThat(dealt(job("access: {source: {customer-key: 'ssm:/longhaul/own'}}")).worker().needs())
        .contains(
            new Need(
                "ssm:GetParameter", "arn:aws:ssm:us-east-1:111122223333:parameter/longhaul/own"));
  }

  @Test
  void what_a_secret_is_encrypted_by_is_decrypted_for_the_worker_by_its_service_alone()
      throws Exception {
    Job job =
        job(
            "access:",
            "  source:",
            "    endpoint: https://minio.example.com",
            "    access-key-id: ssm:/longhaul/id",
            "    secret-access-key: secretsmanager:theirs#secret");
    Keys keys =
        new Keys(
            KmsKeys.NONE,
            Map.of(
                SecretReference.parse("ssm:/longhaul/id"),
                List.of("1a2b"),
                SecretReference.parse("secretsmanager:theirs#secret"),
                List.of("alias/lake")));
    JsonNode all = policies(dealt(job, keys, false)).at("/worker/policy/Statement");
    assertThat(all.toString())
        .contains(
            "{\"Effect\":\"Allow\",\"Action\":\"kms:Decrypt\","
                + "\"Resource\":\"arn:aws:kms:us-east-1:111122223333:key/1a2b\",\"Condition\":"
                + "{\"StringEquals\":{\"kms:ViaService\":\"ssm.us-east-1.amazonaws.com\"}}}")
        .contains(
            "\"Resource\":\"arn:aws:kms:us-east-1:111122223333:key/*\",\"Condition\":"
                + "{\"ForAnyValue:StringEquals\":{\"kms:ResourceAliases\":\"alias/lake\"},"
                + "\"StringEquals\":{\"kms:ViaService\":\"secretsmanager.us-east-1.amazonaws.com\"}}");
  }

  @Test
  void keys_are_named_where_they_are_and_an_alias_by_a_condition() throws Exception {
    Job job = job("keep: {encryption: 'kms:1a2b'}");
    Keys keys = new Keys(new KmsKeys(List.of(), List.of("alias/lake")), Map.of());
    assertThat(policies(dealt(job, keys, false)).at("/worker/policy/Statement").toString())
        .contains(
            "\"Action\":[\"kms:Decrypt\",\"kms:GenerateDataKey\"],"
                + "\"Resource\":\"arn:aws:kms:us-east-1:111122223333:key/1a2b\"}")
        .contains(
            "\"Resource\":\"arn:aws:kms:us-east-1:111122223333:key/*\",\"Condition\":"
                + "{\"ForAnyValue:StringEquals\":{\"kms:ResourceAliases\":\"alias/lake\"}}");
  }

  @Test
  void who_asks_may_submit_and_watch_if_that_is_wanted() throws Exception {
    Party me = dealt(job(), Keys.NONE, true).others().getFirst();
    assertThat(me.arn()).isEqualTo("arn:aws:iam::111122223333:user/ann");
    assertThat(me.of("copies"))
        .extracting(Need::action)
        .contains("s3:ListBucketMultipartUploads", "s3:ListBucket");
  }

  @Test
  void a_party_is_never_an_account_as_a_whole() {
    assertThatThrownBy(
            () -> new Party("arn:aws:iam::111122223333:root", List.of(), Optional.empty()))
        .hasMessageContaining("account as a whole");
  }
}
