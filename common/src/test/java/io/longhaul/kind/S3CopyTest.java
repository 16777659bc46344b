package io.longhaul.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.access.KmsKeys;
import io.longhaul.access.Need;
import io.longhaul.access.Need.By;
import io.longhaul.job.Access;
import io.longhaul.job.Accesses;
import io.longhaul.job.Alphabet;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.CopyOptions.Route;
import io.longhaul.job.Cut;
import io.longhaul.job.Identity;
import io.longhaul.job.Job;
import io.longhaul.job.Keep;
import io.longhaul.job.NoopJob;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.Selection;
import io.longhaul.job.TargetEncryption;
import io.longhaul.job.UnitBudget;
import io.longhaul.ledger.Settlement;
import io.longhaul.partition.Partition;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Range;
import io.longhaul.unit.Payload.Root;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class S3CopyTest {
  private final S3Copy kind = new S3Copy();

  @Test
  void few_cuts_are_handed_on_at_once_as_medium_units() {
    Outcome.Split split = kind.cut(job(new Cut.Hex(Alphabet.UPPER_HEX, 1)), new Root(0));
    assertThat(split.tally()).isEqualTo(Tally.NONE);
    assertThat(split.children()).hasSize(16).extracting(NewUnit::tier).containsOnly(Tier.MEDIUM);
    assertThat(split.children())
        .allSatisfy(unit -> assertThat(unit.payload()).isInstanceOf(Range.class));
  }

  @Test
  void many_cuts_go_on_as_the_rest_of_the_root_until_every_range_was_handed_on_once() {
    Job job = job(new Cut.Hex(Alphabet.UPPER_HEX, 3));
    List<Range> ranges = new ArrayList<>();
    List<Payload> left = new ArrayList<>(List.of(new Root(0)));
    while (!left.isEmpty()) {
      Outcome.Split split = kind.cut(job, (Root) left.removeFirst());
      assertThat(split.children()).hasSizeLessThanOrEqualTo(Settlement.Split.MOST_CHILDREN);
      for (NewUnit unit : split.children()) {
        if (unit.payload() instanceof Range range) ranges.add(range);
        else left.add(unit.payload());
      }
    }
    Partition partition = new Partition("in/", new Cut.Hex(Alphabet.UPPER_HEX, 3));
    assertThat(ranges)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 4096).mapToObj(partition::range).toList());
    assertThat(ranges.getFirst()).isEqualTo(partition.sent(0));
    assertThat(ranges.getLast()).isEqualTo(partition.sent(4095));
  }

  @Test
  void cutting_again_names_the_same_units() {
    Job job = job(new Cut.Hex(Alphabet.UPPER_HEX, 2));
    assertThat(kind.cut(job, new Root(89))).isEqualTo(kind.cut(job, new Root(89)));
  }

  @Test
  void a_root_beyond_the_last_cut_and_another_kinds_job_are_refused() {
    assertThatThrownBy(() -> kind.cut(job(Cut.DEFAULT), new Root(16))).hasMessageContaining("16");
    Job noop = new Job(new NoopJob(1, 0, 2), UnitBudget.DEFAULT);
    assertThatThrownBy(() -> kind.cut(noop, new Root(0))).hasMessageContaining("noop");
  }

  @Test
  void tags_are_to_be_read_and_written_only_if_they_are_kept() {
    assertThat(needed(Keep.Tags.REQUIRED, Keep.ObjectLock.DROP))
        .contains("s3:GetObjectTagging", "s3:PutObjectTagging")
        .doesNotContain("s3:GetObjectRetention");
    assertThat(needed(Keep.Tags.IF_READABLE, Keep.ObjectLock.DROP))
        .contains("s3:PutObjectTagging")
        .doesNotContain("s3:GetObjectTagging");
    assertThat(needed(Keep.Tags.DROP, Keep.ObjectLock.KEEP))
        .contains("s3:GetObjectRetention", "s3:PutObjectRetention")
        .contains("s3:GetObjectLegalHold", "s3:PutObjectLegalHold")
        .noneMatch(action -> action.endsWith("Tagging"));
  }

  @Test
  void tags_that_may_stay_behind_are_a_wish() {
    Keep keep =
        new Keep(
            Keep.Tags.IF_READABLE,
            Keep.SAME,
            TargetEncryption.DEFAULT,
            Keep.Redirect.WHERE_FREE,
            Keep.ObjectLock.DROP);
    assertThat(kind.wishes(job(Cut.DEFAULT, keep)))
        .containsExactly(Need.ofObjects(By.SOURCE, "s3:GetObjectTagging", "source", "in/"));
    assertThat(kind.wishes(job(Cut.DEFAULT))).isEmpty();
  }

  @Test
  void what_s3_copies_by_itself_is_read_as_whoever_reaches_the_target() {
    Need bySource = Need.ofObjects(By.SOURCE, "s3:GetObject", "source", "in/");
    Accesses two =
        new Accesses(
            null,
            new Access(new Identity("theirs", null, null), null, null, null, Access.Payer.OWNER));
    assertThat(kind.needs(job(Cut.DEFAULT))).containsOnlyOnce(bySource);
    assertThat(kind.needs(job(Cut.DEFAULT))).doesNotContain(bySource.of(By.TARGET));
    for (Route route : Route.values()) {
      List<Need> needs =
          kind.needs(
              job(
                  Cut.DEFAULT,
                  Keep.DEFAULT,
                  new CopyOptions(route, CopyOptions.WhenTargetNewer.KEEP),
                  two));
      boolean byItself = route == Route.SERVER_SIDE;
      assertThat(needs).contains(bySource);
      assertThat(needs.contains(bySource.of(By.TARGET))).as("" + route).isEqualTo(byItself);
      Need tags = Need.ofObjects(By.SOURCE, "s3:GetObjectTagging", "source", "in/");
      assertThat(needs).contains(byItself ? tags.of(By.TARGET) : tags);
    }
  }

  @Test
  void a_key_that_encrypts_is_needed_by_whoever_writes_and_one_that_did_by_whoever_reads() {
    Keep keep =
        new Keep(
            Keep.Tags.DROP,
            Keep.SAME,
            TargetEncryption.parse("kms:1a2b"),
            Keep.Redirect.WHERE_FREE,
            Keep.ObjectLock.DROP);
    String key = "arn:aws:kms:*:*:key/1a2b";
    assertThat(kind.needs(job(Cut.DEFAULT, keep)))
        .contains(
            new Need(By.TARGET, "kms:GenerateDataKey", key, ""),
            new Need(By.TARGET, "kms:Decrypt", key, ""));
    KmsKeys keys = new KmsKeys(List.of("arn:aws:kms:eu-west-1:1:key/s"), List.of("alias/t"));
    assertThat(kind.needs(job(Cut.DEFAULT), keys))
        .containsExactly(
            new Need(By.SOURCE, "kms:Decrypt", "arn:aws:kms:eu-west-1:1:key/s", ""),
            new Need(By.TARGET, "kms:GenerateDataKey", "arn:aws:kms:*:*:alias/t", ""),
            new Need(By.TARGET, "kms:Decrypt", "arn:aws:kms:*:*:alias/t", ""));
  }

  @Test
  void a_list_is_one_object_and_an_inventory_all_beside_its_folder() {
    Need csv = Need.ofObject(By.SOURCE, "s3:GetObject", "lists", "a/it.csv");
    assertThat(kind.needs(job(list("s3://lists/a/it.csv", Cut.Rows.CSV)))).contains(csv);
    assertThat(kind.needs(job(list("s3://lists/inv/2026-11-01/manifest.json", Cut.Rows.INVENTORY))))
        .contains(Need.ofObjects(By.SOURCE, "s3:GetObject", "lists", "inv/"));
    assertThat(kind.needs(job(list("s3://lists/manifest.json", Cut.Rows.INVENTORY))))
        .contains(Need.ofObjects(By.SOURCE, "s3:GetObject", "lists", ""));
  }

  @Test
  void characters_of_a_prefix_that_mean_something_in_a_policy_stand_for_themselves() {
    assertThat(Need.ofObjects(By.SOURCE, "s3:GetObject", "b", "a*?$/").resource())
        .isEqualTo("arn:aws:s3:::b/a${*}${?}${$}/*");
    assertThat(Need.toList(By.SOURCE, "b", "a*").prefix()).isEqualTo("a${*}");
  }

  private static Cut list(String at, Cut.Rows rows) {
    return new Cut.Manifest(at, rows, "etag", 100, List.of());
  }

  private List<String> needed(Keep.Tags tags, Keep.ObjectLock lock) {
    Keep keep = new Keep(tags, Keep.SAME, TargetEncryption.DEFAULT, Keep.Redirect.WHERE_FREE, lock);
    return kind.needs(job(Cut.DEFAULT, keep)).stream().map(Need::action).toList();
  }

  private static Job job(Cut cut) {
    return job(cut, Keep.DEFAULT);
  }

  private static Job job(Cut cut, Keep keep) {
    return job(cut, keep, CopyOptions.DEFAULT, Accesses.USUAL);
  }

  private static Job job(Cut cut, Keep keep, CopyOptions copy, Accesses access) {
    return new Job(
        new S3CopyJob(
            S3Location.parse("s3://source/in/"),
            S3Location.parse("s3://target/out/"),
            cut,
            Selection.ALL,
            copy,
            keep,
            access),
        UnitBudget.DEFAULT);
  }
}
