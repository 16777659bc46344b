package io.longhaul.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Refused;
import io.longhaul.pattern.KeyPattern;
import io.longhaul.pattern.Rename;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobJsonTest {
  private static final S3CopyJob COPY =
      new S3CopyJob(
          S3Location.parse("s3://orders-archive/2019/"),
          S3Location.parse("s3://datalake-import/orders/"),
          new Cut.Hex(Alphabet.UPPER_HEX, 2),
          CopyOptions.DEFAULT,
          Accesses.USUAL);

  @Test
  void the_canonical_form_has_every_default_in_the_order_of_the_file() {
    assertThat(JobJson.write(new Job(COPY, UnitBudget.DEFAULT)))
        .isEqualTo(
            """
            {"kind":"s3-copy","source":"s3://orders-archive/2019/",\
            "target":"s3://datalake-import/orders/",\
            "cut":{"by":"hex","alphabet":"upper-hex","depth":2},\
            "copy":{"route":"auto","mode":"changed","compare":"etag",\
            "when-target-newer":"keep"},\
            "keep":{"tags":"required","storage-class":"keep","encryption":"bucket-default",\
            "website-redirect":"where-free","object-lock":"drop","acl":"drop","owner":"writer"},\
            "unit":{"objects":1000,"seconds":60,"attempts":5}}\
            """);
  }

  @Test
  void what_verifies_a_copy_has_its_ends_its_cut_and_its_route() {
    S3VerifyJob verify = S3VerifyJob.of(COPY, CompareOptions.DEFAULT);
    assertThat(JobJson.write(new Job(verify, UnitBudget.DEFAULT)))
        .isEqualTo(
            """
            {"kind":"s3-verify","source":"s3://orders-archive/2019/",\
            "target":"s3://datalake-import/orders/",\
            "cut":{"by":"hex","alphabet":"upper-hex","depth":2},\
            "compare":{"by":"etag","attributes":"ignore"},"route":"auto",\
            "keep":{"tags":"required","storage-class":"keep","encryption":"bucket-default",\
            "website-redirect":"where-free","object-lock":"drop","acl":"drop","owner":"writer"},\
            "unit":{"objects":1000,"seconds":60,"attempts":5}}\
            """);
  }

  @Test
  void what_was_written_is_read_back_the_same() {
    Access keys =
        new Access(
            new Identity(
                null,
                new Identity.KeyReferences(
                    SecretReference.parse("env:KEY"),
                    SecretReference.parse("ssm:/longhaul/secret"),
                    SecretReference.parse("secretsmanager:token")),
                null),
            null,
            URI.create("https://minio.example.com:9000"),
            null,
            Access.Payer.OWNER);
    Access profile =
        new Access(
            new Identity(
                "checkout",
                null,
                new Identity.Role("arn:aws:iam::111122223333:role/reader", "longhaul-1")),
            "eu-west-1",
            null,
            "111122223333",
            Access.Payer.REQUESTER,
            SecretReference.parse("secretsmanager:ours#key"));
    S3CopyJob streamed =
        new S3CopyJob(
            S3Location.parse("s3://one/a \"quoted\"\n\u00e9\ud83d\ude00/"),
            S3Location.parse("s3://two"),
            new Cut.Prefixes(List.of("b/", "a\u0001", "\ud83d\ude00")),
            new Selection(
                List.of(KeyPattern.parse("**/*.csv"), KeyPattern.parse("re:[0-9]+")),
                List.of(KeyPattern.parse("tmp/**")),
                ByteSize.parse("1.5 KiB"),
                ByteSize.parse("1 TB"),
                Instant.parse("2026-01-31T12:00:00Z"),
                Instant.parse("2026-01-31T12:00:00.5Z")),
            new CopyOptions(
                CopyOptions.Route.STREAMED,
                CopyOptions.Mode.ALL,
                CopyOptions.Compare.SIZE_AND_TIME,
                CopyOptions.WhenTargetNewer.OVERWRITE,
                Rename.of("(a)(.*)", "$2$1")),
            new Keep(
                Keep.Tags.IF_READABLE,
                "GLACIER_IR",
                TargetEncryption.DEFAULT,
                Keep.Redirect.NEVER,
                Keep.ObjectLock.KEEP),
            new Accesses(keys, profile));
    CompareOptions all =
        new CompareOptions(CompareOptions.By.BYTES, CompareOptions.Attributes.COMPARE);
    for (KindOptions options :
        List.of(COPY, streamed, S3VerifyJob.of(streamed, all), new NoopJob(100_000, 3, 90))) {
      Job job = new Job(options, new UnitBudget(7, 8, 9));
      assertThat(JobJson.read(JobJson.write(job))).isEqualTo(job);
    }
    Keep kms =
        new Keep(
            Keep.Tags.DROP,
            Keep.SAME,
            TargetEncryption.parse("kms:arn:aws:kms:eu-west-1:1:key/a"),
            Keep.Redirect.ALWAYS,
            Keep.ObjectLock.DROP);
    Access key =
        new Access(
            null, null, null, null, Access.Payer.OWNER, SecretReference.parse("ssm:/their/key"));
    Job read =
        new Job(
            new S3CopyJob(
                COPY.source(),
                COPY.target(),
                COPY.cut(),
                Selection.ALL,
                COPY.copy(),
                kms,
                new Accesses(key, null)),
            UnitBudget.DEFAULT);
    assertThat(JobJson.write(read))
        .contains(
            "\"access\":{\"source\":{\"payer\":\"owner\",\"customer-key\":\"ssm:/their/key\"}}");
    assertThat(JobJson.read(JobJson.write(read))).isEqualTo(read);
    for (JobCaps caps :
        List.of(new JobCaps(7, null), new JobCaps(null, 8), new JobCaps(1_000_000, 1_000_000))) {
      Job job = new Job(COPY, UnitBudget.DEFAULT, caps);
      assertThat(JobJson.read(JobJson.write(job))).isEqualTo(job);
    }
  }

  @Test
  void caps_are_in_a_second_and_in_bytes() {
    JobCaps caps = new JobCaps(3_500, 1_000_000);
    assertThat(caps.requestsASecond()).isEqualTo(3_500);
    assertThat(caps.bytesASecond()).isEqualTo(1_000_000_000_000L);
    assertThat(new JobCaps(null, 1).requestsASecond()).as("no cap").isZero();
    assertThat(new JobCaps(1, null).bytesASecond()).as("no cap").isZero();
  }

  @Test
  void a_field_that_an_older_version_did_not_write_has_its_default() {
    Job job = JobJson.read("{\"kind\":\"noop\",\"units\":5}");
    assertThat(job).isEqualTo(new Job(new NoopJob(5, 0, 90), UnitBudget.DEFAULT));
  }

  @Test
  void the_hash_follows_from_what_the_job_says() {
    String hash = JobJson.hash(new Job(COPY, UnitBudget.DEFAULT));
    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(JobJson.hash(new Job(COPY, new UnitBudget(1000, 60, 5)))).isEqualTo(hash);
    assertThat(JobJson.hash(new Job(COPY, new UnitBudget(1000, 60, 6)))).isNotEqualTo(hash);
  }

  @Test
  void a_job_larger_than_a_row_of_the_ledger_is_refused_by_its_field() {
    List<String> many = IntStream.range(0, 60_000).mapToObj("%06x/"::formatted).toList();
    Job job =
        new Job(
            new S3CopyJob(
                COPY.source(), COPY.target(), new Cut.Prefixes(many), COPY.copy(), Accesses.USUAL),
            UnitBudget.DEFAULT);
    assertThatThrownBy(() -> JobJson.write(job))
        .isInstanceOf(InvalidField.class)
        .hasMessageStartingWith("cut.prefixes: make the job 600,")
        .hasMessageContaining("at most 307,200");
  }

  @Test
  void a_text_that_is_no_job_is_refused() {
    assertThatThrownBy(() -> JobJson.read("{\"kind\":")).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> JobJson.read("{\"kind\":\"s4-copy\"}"))
        .isInstanceOf(Refused.class)
        .hasMessage("kind: there is no 's4-copy'; did you mean 's3-copy'?");
  }
}
