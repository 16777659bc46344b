package io.longhaul.worker.copy;

import static io.longhaul.worker.copy.CopyScene.FROM;
import static io.longhaul.worker.copy.CopyScene.listed;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.Keep;
import io.longhaul.job.TargetEncryption;
import io.longhaul.s3.ContentHeaders;
import io.longhaul.s3.Encryption;
import io.longhaul.s3.Got;
import io.longhaul.s3.Lock;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.Traits;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.worker.walk.CopySettings;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CopyKeepsTest {
  private static final Map<String, String> TAGS = Map.of("team a", "x+y=@/", "empty", "");
  private static final Lock LOCK =
      new Lock("GOVERNANCE", Instant.parse("2999-01-02T03:04:05Z"), true);
  private static final Traits FULL =
      new Traits(
          new ContentHeaders("text/html", "max-age=60", "inline", "gzip", "de", "tomorrow"),
          Map.of("owner", "me"),
          "/else",
          "STANDARD_IA",
          TAGS,
          Encryption.kms("key"),
          LOCK);
  private static final Traits PLAIN = FULL.withEncryption(null).withLock(Lock.NONE);
  private static final Keep ALL =
      new Keep(
          Keep.Tags.REQUIRED,
          Keep.SAME,
          TargetEncryption.parse("keep"),
          Keep.Redirect.ALWAYS,
          Keep.ObjectLock.KEEP);

  private final CopyScene scene = new CopyScene();

  private static Keep tags(Keep.Tags tags) {
    Keep most = Keep.DEFAULT;
    return new Keep(
        tags, most.storageClass(), most.encryption(), most.websiteRedirect(), most.objectLock());
  }

  @Test
  void a_server_side_copy_keeps_what_costs_no_request() throws Exception {
    scene.source("k", "text", FULL);

    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.COPIED)));
    assertThat(scene.traitsAtTarget("k")).isEqualTo(PLAIN.withRedirect(null));
    assertThat(scene.count(Op.DESCRIBE) + scene.count(Op.TAGS) + scene.count(Op.HEAD)).isZero();
  }

  @Test
  void a_server_side_copy_keeps_all_that_a_head_tells_where_the_job_wants_it() throws Exception {
    scene.source("k", "text", FULL);
    scene.keep = ALL;

    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.COPIED)));
    assertThat(scene.traitsAtTarget("k")).isEqualTo(FULL);
    assertThat(scene.count(Op.DESCRIBE)).isEqualTo(1);
  }

  @Test
  void a_streamed_copy_keeps_what_a_get_tells_and_the_tags() throws Exception {
    scene.streamed();
    scene.source("k", "text", FULL);

    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.COPIED)));
    assertThat(scene.traitsAtTarget("k")).isEqualTo(PLAIN);
  }

  @Test
  void a_streamed_copy_keeps_lock_and_key_where_the_job_wants_it() throws Exception {
    scene.streamed();
    scene.keep = ALL;
    scene.source("k", "text", FULL);

    scene.all();
    assertThat(scene.traitsAtTarget("k")).isEqualTo(FULL);
  }

  @Test
  void a_retention_that_is_over_is_not_said_to_the_target() throws Exception {
    Lock over = new Lock("COMPLIANCE", Instant.parse("2001-01-01T00:00:00Z"), true);
    scene.keep = ALL;
    scene.source("k", "text", FULL.withLock(over));

    scene.all();
    assertThat(scene.traitsAtTarget("k").lock()).isEqualTo(new Lock(null, null, true));
  }

  @Test
  void tags_are_asked_for_where_there_are_some_and_once_to_know_that_they_may_be_read()
      throws Exception {
    scene.streamed();
    for (int i = 0; i < 5; i++) scene.source("plain" + i, "text");
    scene.source("tagged", "text", Traits.NONE.withTags(TAGS));

    scene.all();
    assertThat(scene.count(Op.TAGS)).isBetween(2L, 6L); // those begun before the first answer ask
    assertThat(scene.traitsAtTarget("tagged").tags()).isEqualTo(TAGS);

    for (int i = 0; i < 5; i++) scene.source("more" + i, "text");
    scene.settings = new CopySettings(1, 3, scene.settings.firstPause(), 3);
    long before = scene.count(Op.TAGS);
    scene.all();
    assertThat(scene.count(Op.TAGS) - before).isEqualTo(1);
  }

  /** One without tags would else let the unit ask no more, and lose those of all others. */
  @Test
  void a_store_that_tells_no_number_of_tags_is_asked_for_each_object() throws Exception {
    scene.before(new StoreThatTellsNoTags(scene.store));
    scene.streamed();
    scene.settings = new CopySettings(1, 3, scene.settings.firstPause(), 3);
    scene.source("a", "text");
    scene.source("b", "text", Traits.NONE.withTags(TAGS));

    scene.all();
    assertThat(scene.traitsAtTarget("b").tags()).isEqualTo(TAGS);
  }

  @Test
  void tags_that_may_not_be_read_fail_the_copy_if_they_are_required() throws Exception {
    scene.streamed();
    scene.source("k", "text");
    scene.breaking(Op.TAGS, "in/k", 9, () -> CopyScene.fails(FailureClass.DENIED, "AccessDenied"));

    assertThat(scene.keys("k"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(FailureClass.DENIED));
  }

  @Test
  void tags_that_may_not_be_read_stay_behind_and_are_counted_if_the_job_bears_it()
      throws Exception {
    scene.streamed();
    scene.keep = tags(Keep.Tags.IF_READABLE);
    scene.source("k", "text", Traits.NONE.withTags(TAGS));
    scene.breaking(Op.TAGS, "in/k", 9, () -> CopyScene.fails(FailureClass.DENIED, "AccessDenied"));

    assertThat(scene.all())
        .isEqualTo(new Outcome.Done(listed(1, 4, Fate.COPIED).with(Fate.UNTAGGED, 1, 4)));
    assertThat(scene.traitsAtTarget("k").tags()).isEmpty();
  }

  @Test
  void a_server_side_copy_that_is_denied_for_its_tags_leaves_them_behind_and_counts_them()
      throws Exception {
    scene.keep = tags(Keep.Tags.IF_READABLE);
    scene.source("k", "text", Traits.NONE.withTags(TAGS));
    scene.breaking(Op.COPY, "out/k", 1, () -> CopyScene.fails(FailureClass.DENIED, "AccessDenied"));
    scene.breaking(Op.TAGS, "in/k", 9, () -> CopyScene.fails(FailureClass.DENIED, "AccessDenied"));

    assertThat(scene.all())
        .isEqualTo(new Outcome.Done(listed(1, 4, Fate.COPIED).with(Fate.UNTAGGED, 1, 4)));
    assertThat(scene.traitsAtTarget("k").tags()).isEmpty();
  }

  @Test
  void a_server_side_copy_that_is_denied_for_another_reason_fails() throws Exception {
    scene.keep = tags(Keep.Tags.IF_READABLE);
    scene.source("k", "text", Traits.NONE.withTags(TAGS));
    scene.breaking(Op.COPY, "out/k", 9, () -> CopyScene.fails(FailureClass.DENIED, "AccessDenied"));

    assertThat(scene.keys("k"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(FailureClass.DENIED));
  }

  @Test
  void tags_that_are_not_wanted_are_neither_read_nor_written() throws Exception {
    scene.keep = tags(Keep.Tags.DROP);
    scene.source("k", "text", Traits.NONE.withTags(TAGS));
    scene.all();
    scene.streamed();
    scene.source("streamed", "text", Traits.NONE.withTags(TAGS));
    scene.all();

    assertThat(scene.traitsAtTarget("k").tags()).isEmpty();
    assertThat(scene.traitsAtTarget("streamed").tags()).isEmpty();
    assertThat(scene.store.look(FROM, "in/k").orElseThrow().traits().tags()).isEqualTo(TAGS);
    assertThat(scene.count(Op.TAGS)).isZero();
  }

  @Test
  void another_storage_class_is_counted_of_those_whose_class_it_is_not() throws Exception {
    scene.keep =
        new Keep(
            Keep.Tags.REQUIRED,
            "GLACIER_IR",
            TargetEncryption.parse("kms:other"),
            Keep.Redirect.NEVER,
            Keep.ObjectLock.DROP);
    scene.source("same", "text", Traits.NONE.withStorageClass("GLACIER_IR"));
    scene.source("other", "text", FULL);

    assertThat(scene.all())
        .isEqualTo(new Outcome.Done(listed(2, 8, Fate.COPIED).with(Fate.RECLASSED, 1, 4)));
    assertThat(scene.traitsAtTarget("other").storageClass()).isEqualTo("GLACIER_IR");
    assertThat(scene.traitsAtTarget("other").encryption()).isEqualTo(Encryption.kms("other"));
  }

  @Test
  void a_copy_that_is_begun_counts_another_storage_class_too() throws Exception {
    scene.before(new BeginningStore(scene.time, scene.store));
    scene.keep =
        new Keep(
            Keep.Tags.REQUIRED,
            "STANDARD",
            TargetEncryption.DEFAULT,
            Keep.Redirect.WHERE_FREE,
            Keep.ObjectLock.DROP);
    scene.source("k", "text", Traits.NONE.withStorageClass("STANDARD_IA"));

    assertThat(scene.all())
        .isEqualTo(new Outcome.Done(listed(1, 4, Fate.COPIED).with(Fate.RECLASSED, 1, 4)));
  }

  private static final class StoreThatTellsNoTags extends StoreBefore {
    StoreThatTellsNoTags(ObjectStore store) {
      super(store);
    }

    @Override
    public Got get(String bucket, String key, String etag, Deadline deadline)
        throws InterruptedException {
      if (!(super.get(bucket, key, etag, deadline) instanceof Got.Content got)) {
        throw new IllegalStateException(key);
      }
      return new Got.Content(got.stream(), got.length(), got.etag(), got.traits(), 0, 0, null);
    }
  }
}
