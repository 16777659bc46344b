package io.longhaul.kind;

import static io.longhaul.access.Need.By.SOURCE;
import static io.longhaul.access.Need.By.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.access.Need;
import io.longhaul.job.Accesses;
import io.longhaul.job.Alphabet;
import io.longhaul.job.CompareOptions;
import io.longhaul.job.CompareOptions.Attributes;
import io.longhaul.job.CompareOptions.By;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.Keep;
import io.longhaul.job.NoopJob;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.job.TargetEncryption;
import io.longhaul.job.UnitBudget;
import io.longhaul.unit.Payload.Root;
import java.util.List;
import org.junit.jupiter.api.Test;

class S3VerifyTest {
  private static final S3CopyJob COPY =
      new S3CopyJob(
          S3Location.parse("s3://source/in/"),
          S3Location.parse("s3://target/out/"),
          new Cut.Hex(Alphabet.UPPER_HEX, 3),
          CopyOptions.DEFAULT,
          Accesses.USUAL);

  private final S3Verify kind = new S3Verify();

  private static Job verify(By by, Attributes attributes) {
    return new Job(S3VerifyJob.of(COPY, new CompareOptions(by, attributes)), UnitBudget.DEFAULT);
  }

  @Test
  void it_is_cut_as_the_copy_is_whose_objects_it_compares() {
    Job job = verify(By.ETAG, Attributes.IGNORE);
    for (long from : new long[] {0, 89, 4_010}) {
      assertThat(kind.cut(job, new Root(from)))
          .isEqualTo(new S3Copy().cut(new Job(COPY, UnitBudget.DEFAULT), new Root(from)));
    }
    assertThatThrownBy(() -> kind.cut(new Job(COPY, UnitBudget.DEFAULT), new Root(0)))
        .hasMessageContaining("s3-copy is not s3-verify");
  }

  @Test
  void a_list_is_cut_as_the_copys_is_and_must_be_read() {
    Cut list = new Cut.Manifest("s3://lists/it.csv", Cut.Rows.CSV, "etag", 100, List.of());
    S3CopyJob copy = COPY.with(list);
    Job job = new Job(S3VerifyJob.of(copy, CompareOptions.DEFAULT), UnitBudget.DEFAULT);
    assertThat(kind.cut(job, new Root(0)))
        .isEqualTo(new S3Copy().cut(new Job(copy, UnitBudget.DEFAULT), new Root(0)));
    assertThat(kind.needs(job)).contains(Need.ofObject(SOURCE, "s3:GetObject", "lists", "it.csv"));
  }

  @Test
  void tags_that_are_not_compared_need_not_be_read() {
    Keep dropping =
        new Keep(
            Keep.Tags.DROP,
            Keep.SAME,
            TargetEncryption.DEFAULT,
            Keep.Redirect.WHERE_FREE,
            Keep.ObjectLock.DROP);
    S3CopyJob copy =
        new S3CopyJob(
            COPY.source(),
            COPY.target(),
            COPY.cut(),
            COPY.select(),
            COPY.copy(),
            dropping,
            Accesses.USUAL);
    CompareOptions compare = new CompareOptions(By.ETAG, Attributes.COMPARE);
    assertThat(kind.needs(new Job(S3VerifyJob.of(copy, compare), UnitBudget.DEFAULT))).hasSize(4);
  }

  @Test
  void it_needs_to_read_both_sides_and_to_write_neither() {
    assertThat(kind.needs(verify(By.BYTES, Attributes.IGNORE)))
        .containsExactlyInAnyOrder(
            Need.toList(SOURCE, "source", "in/"),
            Need.toList(TARGET, "target", "out/"),
            Need.ofObjects(SOURCE, "s3:GetObject", "source", "in/"),
            Need.ofObjects(TARGET, "s3:GetObject", "target", "out/"));
    assertThat(kind.needs(verify(By.ETAG, Attributes.COMPARE)))
        .hasSize(6)
        .contains(
            Need.ofObjects(SOURCE, "s3:GetObjectTagging", "source", "in/"),
            Need.ofObjects(TARGET, "s3:GetObjectTagging", "target", "out/"));
    assertThat(kind.needs(new Job(new NoopJob(1, 0, 2), UnitBudget.DEFAULT))).isEmpty();
  }

  @Test
  void a_worker_that_knows_no_such_kind_leaves_its_units_to_others() {
    assertThat(kind.version()).isGreaterThan(new Noop().version());
  }
}
