package io.longhaul.job;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.pattern.KeyPattern;
import io.longhaul.pattern.Rename;
import io.longhaul.s3.CustomerKey;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobRecordsTest {
  private static final S3Location SOURCE = S3Location.parse("s3://orders/2019/");

  private static S3CopyJob copy(String target) {
    return new S3CopyJob(
        SOURCE, S3Location.parse(target), Cut.DEFAULT, CopyOptions.DEFAULT, Accesses.USUAL);
  }

  @Test
  void a_location_is_taken_verbatim() {
    assertThat(S3Location.parse("s3://my.bucket//a%20b+c"))
        .isEqualTo(new S3Location("my.bucket", "/a%20b+c"));
    assertThat(S3Location.parse("s3://bucket")).isEqualTo(new S3Location("bucket", ""));
    assertThat(S3Location.parse("s3://bucket/x/").toString()).isEqualTo("s3://bucket/x/");
  }

  @Test
  void source_and_target_must_not_overlap() {
    assertThatThrownBy(() -> copy("s3://orders/2019/")).hasMessageContaining("source itself");
    assertThatThrownBy(() -> copy("s3://orders/2019/new/")).hasMessageStartingWith("target: over");
    assertThatThrownBy(() -> copy("s3://orders/2")).hasMessageStartingWith("target: overlaps");
    assertThat(copy("s3://orders/2020/").target().prefix()).isEqualTo("2020/");
    assertThat(copy("s3://orders-new/2019/").target().bucket()).isEqualTo("orders-new");
  }

  @Test
  void sixty_five_thousand_cuts_are_the_most() {
    assertThat(new Cut.Hex(Alphabet.UPPER_HEX, 4).count()).isEqualTo(Cut.MOST);
    Alphabet seventeen = new Alphabet("0123456789ABCDEFG");
    assertThatThrownBy(() -> new Cut.Hex(seventeen, 4)).hasMessageStartingWith("depth: 4 of 17");
    assertThatThrownBy(() -> new Cut.Hex(Alphabet.UPPER_HEX, 5)).hasMessageStartingWith("depth: 5");
  }

  @Test
  void prefixes_are_sorted_by_bytes_and_overlaps_are_merged() {
    String pair = "\ud83d\ude00";
    assertThat(new Cut.Prefixes(List.of(pair, "\uffee", "b/c", "b", "a/", "a/", "ab")).list())
        .containsExactly("a/", "ab", "b", "\uffee", pair);
    assertThat(new Cut.Prefixes(List.of("x", "")).list()).containsExactly("");
  }

  @Test
  void an_alphabet_is_distinct_and_in_byte_order() {
    assertThat(Alphabet.parse("upper-hex")).isEqualTo(Alphabet.parse("0123456789ABCDEF"));
    assertThat(Alphabet.parse("0123456789abcdef").toString()).isEqualTo("lower-hex");
    assertThat(Alphabet.parse("a\ud83d\ude00").at(1)).isEqualTo("\ud83d\ude00");
    assertThatThrownBy(() -> Alphabet.parse("hex")).hasMessageContaining("write \"ehx\"");
    assertThatThrownBy(() -> Alphabet.parse("0-9A-F")).hasMessageContaining("looks like a range");
    assertThatThrownBy(() -> Alphabet.parse("uper-hex")).hasMessageContaining("mean 'upper-hex'");
    assertThatThrownBy(() -> Alphabet.parse("a")).hasMessageContaining("fewer than two");
  }

  @Test
  void a_secret_is_named_and_never_held() throws Exception {
    assertThat(SecretReference.parse("ssm:/a/b").where()).isEqualTo(SecretReference.Where.SSM);
    assertThat(SecretReference.parse("secretsmanager:x").name()).isEqualTo("x");
    assertThatThrownBy(() -> SecretReference.parse("wJalrXUtnFEMI"))
        .hasMessageNotContaining("wJalr");
    Secret secret = Secret.of("wJalrXUtnFEMI");
    assertThat(secret.toString()).isEqualTo("(secret)");
    assertThat(secret.<Integer>use(String::length)).isEqualTo(13);
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThatThrownBy(() -> out.writeObject(secret))
          .isInstanceOf(java.io.NotSerializableException.class);
    }
  }

  @Test
  void a_side_is_reached_by_a_profile_or_by_keys_and_by_a_role_above_them() {
    Identity.KeyReferences keys =
        new Identity.KeyReferences(
            SecretReference.parse("env:A"), SecretReference.parse("env:B"), null);
    Identity.Role role = new Identity.Role("arn:aws:iam::111122223333:role/reader", null);
    assertThatThrownBy(() -> new Identity("reader", keys, null)).hasMessageStartingWith("profile");
    assertThatThrownBy(() -> new Identity(null, null, null)).hasMessageStartingWith("profile");
    assertThatThrownBy(() -> new Access(null, null, null, null, Access.Payer.OWNER))
        .hasMessageStartingWith("profile: is missing");
    assertThat(new Identity("reader", null, role))
        .hasToString("role arn:aws:iam::111122223333:role/reader by profile reader");
    assertThat(new Identity(null, keys, null)).hasToString("the key of env:A");
  }

  @Test
  void one_store_serves_both_sides_unless_one_is_reached_otherwise() {
    Access reader =
        new Access(new Identity("reader", null, null), null, null, null, Access.Payer.OWNER);
    Access payer = new Access(null, null, null, null, Access.Payer.REQUESTER);
    Access owned = new Access(null, null, null, "111122223333", Access.Payer.OWNER);
    assertThat(StoreAccess.source(sides(Accesses.USUAL))).isEqualTo(StoreAccess.USUAL);
    for (Accesses one :
        List.of(Accesses.USUAL, new Accesses(reader, reader), new Accesses(payer, owned))) {
      assertThat(StoreAccess.one(sides(one))).as("%s", one).isTrue();
      assertThat(sides(one).streamed()).as("%s", one).isFalse();
    }
    assertThat(StoreAccess.one(sides(new Accesses(reader, null)))).isFalse();
    assertThat(sides(new Accesses(reader, null)).streamed()).isTrue();
    assertThat(StoreAccess.target(sides(new Accesses(payer, owned))))
        .isEqualTo(
            new StoreAccess(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Access.Payer.REQUESTER,
                Map.of("two", "111122223333")));
  }

  private static Access keyed(String reference) {
    return new Access(null, null, null, null, Access.Payer.OWNER, SecretReference.parse(reference));
  }

  /** A copy reads by the one and writes by the other, in one request. */
  @Test
  void both_sides_of_one_server_know_each_others_customer_keys_and_where_they_belong() {
    S3CopyJob job = sides(new Accesses(keyed("env:ONE"), keyed("env:OTHER")));
    assertThat(StoreAccess.one(job)).isTrue();
    StoreAccess access = StoreAccess.source(job);
    String below = SOURCE.prefix() + "k";
    assertThat(access.customerKey(SOURCE.bucket(), below)).hasToString("env:ONE");
    assertThat(access.customerKey("two", "any")).hasToString("env:OTHER");
    assertThat(access.customerKey("three", below)).isNull();
    assertThat(access.customerKey(SOURCE.bucket(), "elsewhere")).isNull();
    assertThat(StoreAccess.one(sides(new Accesses(keyed("env:ONE"), null)))).isTrue();
  }

  @Test
  void on_two_servers_each_side_has_its_own_customer_key_alone() {
    Access there =
        new Access(
            null,
            null,
            URI.create("https://minio"),
            null,
            Access.Payer.OWNER,
            SecretReference.parse("env:ONE"));
    S3CopyJob job =
        new S3CopyJob(
            SOURCE,
            SOURCE,
            Cut.DEFAULT,
            CopyOptions.DEFAULT,
            new Accesses(there, keyed("env:OTHER")));
    String below = SOURCE.prefix() + "k";
    assertThat(StoreAccess.source(job).customerKey(SOURCE.bucket(), below)).hasToString("env:ONE");
    assertThat(StoreAccess.target(job).customerKey(SOURCE.bucket(), below))
        .hasToString("env:OTHER");
  }

  @Test
  void a_key_that_is_printed_by_mistake_tells_nothing() {
    byte[] bits = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
    String text = Base64.getEncoder().encodeToString(bits);
    assertThat(CustomerKey.of(text + "\n")).hasToString("(customer key)");
    assertThat(CustomerKey.of(text).base64()).isEqualTo(text);
    assertThat(CustomerKey.of(text).md5()).isEqualTo("hRasmdxgYDKV3nvbahU1MA==");
    for (String wrong : List.of("", "@" + text, text.substring(4), text + "AAAA")) {
      assertThatThrownBy(() -> CustomerKey.of(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("is not Base64|has [0-9]+ bits, and a key of SSE-C has 256")
          .hasNoCause();
    }
  }

  @Test
  void each_side_has_its_own_owner_where_two_servers_have_a_bucket_of_one_name() {
    Access theirs =
        new Access(null, null, URI.create("https://minio"), "111111111111", Access.Payer.OWNER);
    Access ours = new Access(null, null, null, "222222222222", Access.Payer.OWNER);
    S3CopyJob job =
        new S3CopyJob(SOURCE, SOURCE, Cut.DEFAULT, CopyOptions.DEFAULT, new Accesses(theirs, ours));
    String bucket = SOURCE.bucket();
    assertThat(StoreAccess.source(job).owners()).containsExactly(Map.entry(bucket, "111111111111"));
    assertThat(StoreAccess.target(job).owners()).containsExactly(Map.entry(bucket, "222222222222"));
  }

  /** Two servers may have a bucket of one name. */
  @Test
  void the_same_bucket_at_another_server_is_another_bucket() {
    Access there = new Access(null, null, URI.create("https://minio"), null, Access.Payer.OWNER);
    assertThatThrownBy(
            () -> new S3CopyJob(SOURCE, SOURCE, Cut.DEFAULT, CopyOptions.DEFAULT, Accesses.USUAL))
        .hasMessageStartingWith("target: is the source itself");
    assertThat(
            new S3CopyJob(
                    SOURCE, SOURCE, Cut.DEFAULT, CopyOptions.DEFAULT, new Accesses(null, there))
                .streamed())
        .isTrue();
  }

  private static S3CopyJob sides(Accesses access) {
    return new S3CopyJob(
        SOURCE, S3Location.parse("s3://two"), Cut.DEFAULT, CopyOptions.DEFAULT, access);
  }

  @Test
  void what_verifies_a_copy_means_its_objects_by_its_names_and_repairs_with_its_keep() {
    Selection select =
        new Selection(List.of(KeyPattern.parse("*.csv")), List.of(), null, null, null, null);
    Rename rename = Rename.of("(.*)", "$1.bak");
    Keep keep =
        new Keep(
            Keep.Tags.DROP,
            "STANDARD_IA",
            TargetEncryption.DEFAULT,
            Keep.Redirect.NEVER,
            Keep.ObjectLock.DROP);
    CopyOptions options =
        new CopyOptions(
            CopyOptions.Route.STREAMED,
            CopyOptions.Mode.MISSING,
            CopyOptions.Compare.SIZE_AND_TIME,
            CopyOptions.WhenTargetNewer.KEEP,
            rename);
    S3Location target = S3Location.parse("s3://two");
    Cut list = new Cut.Manifest("list.csv", Cut.Rows.CSV, null, 0, List.of("a", "b"));
    S3VerifyJob verify =
        S3VerifyJob.of(
            new S3CopyJob(SOURCE, target, list, select, options, keep, Accesses.USUAL),
            CompareOptions.DEFAULT);
    assertThat(verify.select()).isEqualTo(select);
    assertThat(verify.rename()).isEqualTo(rename);
    assertThat(verify.cut()).isEqualTo(list);
    S3CopyJob repairing = verify.repairing();
    assertThat(repairing.keep()).isEqualTo(keep);
    assertThat(repairing.select()).isEqualTo(select);
    assertThat(repairing.rename()).isEqualTo(rename);
    assertThat(repairing.copy().route()).isEqualTo(CopyOptions.Route.STREAMED);
  }

  @Test
  void extras_are_told_only_where_a_listing_shows_them_and_their_names_lead_back() {
    S3Location target = S3Location.parse("s3://two");
    S3CopyJob all = new S3CopyJob(SOURCE, target, Cut.DEFAULT, CopyOptions.DEFAULT, Accesses.USUAL);
    assertThat(S3VerifyJob.of(all, CompareOptions.DEFAULT).tellsExtras()).isTrue();
    S3CopyJob listed = all.with(new Cut.Manifest("list.csv", Cut.Rows.CSV));
    assertThat(S3VerifyJob.of(listed, CompareOptions.DEFAULT).tellsExtras()).isFalse();
    CopyOptions renaming =
        new CopyOptions(
            CopyOptions.Route.SERVER_SIDE,
            CopyOptions.Mode.CHANGED,
            CopyOptions.Compare.ETAG,
            CopyOptions.WhenTargetNewer.KEEP,
            Rename.of("a", "b"));
    S3CopyJob renamed = new S3CopyJob(SOURCE, target, Cut.DEFAULT, renaming, Accesses.USUAL);
    assertThat(S3VerifyJob.of(renamed, CompareOptions.DEFAULT).tellsExtras()).isFalse();
  }

  @Test
  void a_budget_names_the_number_that_is_out_of_bounds() {
    assertThatThrownBy(() -> new UnitBudget(0, 60, 5)).hasMessageStartingWith("objects: 0");
    assertThatThrownBy(() -> new UnitBudget(1, 3_601, 5)).hasMessageStartingWith("seconds: 3601");
    assertThatThrownBy(() -> new NoopJob(0, 0, 2)).hasMessageStartingWith("units: 0");
  }
}
