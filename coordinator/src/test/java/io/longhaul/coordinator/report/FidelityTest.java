package io.longhaul.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.report.Fidelity.Line;
import io.longhaul.job.Access;
import io.longhaul.job.Accesses;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.CopyOptions.Route;
import io.longhaul.job.Keep;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.SecretReference;
import io.longhaul.job.TargetEncryption;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FidelityTest {
  private static final Tally COPIED =
      Tally.of(Fate.LISTED, 100, 900)
          .with(Fate.COPIED, 100, 900)
          .with(Fate.UNTAGGED, 7, 70)
          .with(Fate.UNSPOKEN, 2, 20)
          .with(Fate.RECLASSED, 40, 400)
          .with(Fate.UNGRANTED, 5, 50)
          .with(Fate.REGRANTED, 8, 80);

  private static Fidelity of(Route route, Keep keep) {
    S3CopyJob job = S3CopyJob.EXAMPLE;
    CopyOptions copy = new CopyOptions(route, CopyOptions.DEFAULT.whenTargetNewer());
    return Fidelity.of(
        new S3CopyJob(
            job.source(), job.target(), job.cut(), job.select(), copy, keep, Accesses.USUAL),
        COPIED);
  }

  private static Line line(Fidelity fidelity, String attribute) {
    return fidelity.lines().stream()
        .filter(line -> line.attribute().equals(attribute))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_is_no_exception_is_kept_and_all_of_a_line_is_what_was_copied() {
    Fidelity fidelity = of(Route.SERVER_SIDE, Keep.DEFAULT);
    assertThat(line(fidelity, "tags")).isEqualTo(new Line("tags", 93, 0, 7, 0));
    assertThat(line(fidelity, "metadata")).isEqualTo(new Line("metadata", 98, 0, 2, 0));
    assertThat(line(fidelity, "storage-class")).isEqualTo(new Line("storage-class", 60, 40, 0, 0));
    assertThat(fidelity.lines())
        .allSatisfy(line ->
            assertThat(line.kept() + line.changed() + line.unreadable() + line.notCompared())
                .isEqualTo(100));
    assertThat(fidelity.text())
        .isEqualTo(
            "metadata 98 kept, 2 unreadable; content-headers 100 kept; tags 93 kept, 7 unreadable;"
                + " storage-class 60 kept, 40 changed; not compared: website-redirect, encryption,"
                + " object-lock, checksum, acl");
  }

  @Test
  void a_checksum_is_kept_or_changed_as_the_targets_said_and_else_not_compared() {
    Tally tally = COPIED.with(Fate.SUMMED, 60, 600).with(Fate.RESUMMED, 10, 100);
    S3CopyJob job = S3CopyJob.EXAMPLE;
    assertThat(line(Fidelity.of(job, tally), "checksum"))
        .isEqualTo(new Line("checksum", 60, 10, 0, 30));
    assertThat(Fidelity.of(job, tally).text())
        .contains("checksum 60 kept, 10 changed, 30 not compared");
  }

  @Test
  void encryption_by_the_targets_customer_key_is_a_change_unless_the_source_has_the_very_same() {
    Access one = keyed("env:ONE");
    Access other = keyed("env:OTHER");
    assertThat(encryption(one, other)).isEqualTo(new Line("encryption", 0, 100, 0, 0));
    assertThat(encryption(null, other)).isEqualTo(new Line("encryption", 0, 100, 0, 0));
    assertThat(encryption(one, one)).isEqualTo(new Line("encryption", 100, 0, 0, 0));
    assertThat(encryption(one, null)).isEqualTo(new Line("encryption", 0, 0, 0, 100));
  }

  private static Access keyed(String reference) {
    return new Access(null, null, null, null, Access.Payer.OWNER, SecretReference.parse(reference));
  }

  private static Line encryption(@Nullable Access source, @Nullable Access target) {
    S3CopyJob usual = S3CopyJob.EXAMPLE;
    S3CopyJob job =
        new S3CopyJob(
            usual.source(),
            usual.target(),
            usual.cut(),
            usual.copy(),
            new Accesses(source, target));
    return line(Fidelity.of(job, COPIED), "encryption");
  }

  @Test
  void grants_are_kept_changed_or_unreadable_where_the_job_wants_them() {
    Keep grants = Keep.DEFAULT.with(Keep.Grants.KEEP, Keep.Owner.WRITER);
    assertThat(line(of(Route.SERVER_SIDE, grants), "acl")).isEqualTo(new Line("acl", 87, 8, 5, 0));
    Keep owner = Keep.DEFAULT.with(Keep.Grants.DROP, Keep.Owner.BUCKET_OWNER);
    assertThat(line(of(Route.SERVER_SIDE, owner), "acl")).isEqualTo(new Line("acl", 0, 100, 0, 0));
    assertThat(line(of(Route.SERVER_SIDE, Keep.DEFAULT), "acl").notCompared()).isEqualTo(100);
  }

  @Test
  void what_a_job_does_not_look_at_is_never_called_kept() {
    assertThat(line(of(Route.STREAMED, Keep.DEFAULT), "website-redirect").kept()).isEqualTo(100);
    Keep nothing =
        new Keep(
            Keep.Tags.DROP,
            Keep.SAME,
            TargetEncryption.parse("sse-s3"),
            Keep.Redirect.NEVER,
            Keep.ObjectLock.DROP);
    for (String attribute :
        new String[] {"tags", "website-redirect", "encryption", "object-lock"}) {
      assertThat(line(of(Route.STREAMED, nothing), attribute).notCompared()).isEqualTo(100);
    }
    Keep all =
        new Keep(
            Keep.Tags.REQUIRED,
            Keep.SAME,
            TargetEncryption.parse("keep"),
            Keep.Redirect.ALWAYS,
            Keep.ObjectLock.KEEP);
    for (String attribute : new String[] {"website-redirect", "encryption", "object-lock"}) {
      assertThat(line(of(Route.SERVER_SIDE, all), attribute).kept()).isEqualTo(100);
    }
  }
}
