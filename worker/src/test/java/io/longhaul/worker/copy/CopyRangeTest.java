package io.longhaul.worker.copy;

import static io.longhaul.worker.copy.CopyScene.fails;
import static io.longhaul.worker.copy.CopyScene.listed;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.OddKey;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.StoreFault;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Payload.Range;
import io.longhaul.unit.Tally;
import io.longhaul.worker.walk.CopySettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CopyRangeTest {
  final CopyScene scene = new CopyScene();

  /** How often each object is tried without a thread, which nobody is told the failure of. */
  int firstTries() {
    return 0;
  }

  @Test
  void what_is_missing_is_copied_by_one_request_each() throws Exception {
    for (int i = 0; i < 100; i++) scene.source("k" + i, "text");
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(100, 400, Fate.COPIED)));
    assertThat(scene.atTarget("k99")).isEqualTo("text");
    assertThat(scene.count(Op.COPY)).isEqualTo(100);
    assertThat(scene.count(Op.HEAD)).isZero();
    assertThat(scene.count(Op.LIST)).isEqualTo(2);
    assertThat(scene.meter("longhaul.copy.effects", "stored")).isEqualTo(100);
    assertThat(scene.meter("longhaul.copy.bytes", "stored")).isEqualTo(400);
  }

  @Test
  void a_range_holds_what_lies_above_its_lower_bound_up_to_its_upper_one() throws Exception {
    for (String key : List.of("a", "b", "b1", "c", "d")) scene.source(key, key);
    assertThat(scene.handle(new Range("in/", "in/a", "in/c")))
        .isEqualTo(new Outcome.Done(listed(3, 4, Fate.COPIED)));
    assertThat(scene.store.all(CopyScene.TO)).hasSize(3);
  }

  @Test
  void what_is_equal_needs_no_request_at_all() throws Exception {
    scene.source("k", "text");
    scene.target("k", "text");
    scene.target("another", "that is none of our business");
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.EQUAL)));
    assertThat(scene.count(Op.COPY)).isZero();
    assertThat(scene.meter("longhaul.copy.equal", "by-etag")).isEqualTo(1);
  }

  @Test
  void an_older_target_that_differs_is_overwritten_and_a_newer_one_kept() throws Exception {
    scene.target("older", "old");
    scene.passSeconds(5);
    scene.source("older", "new");
    scene.source("newer", "old");
    scene.passSeconds(5);
    scene.target("newer", "somebody's");
    Tally tally = listed(1, 3, Fate.COPIED).plus(listed(1, 3, Fate.SKIPPED));
    assertThat(scene.all()).isEqualTo(new Outcome.Done(tally));
    assertThat(scene.atTarget("older")).isEqualTo("new");
    assertThat(scene.atTarget("newer")).isEqualTo("somebody's");
    scene.overwriting();
    scene.all();
    assertThat(scene.atTarget("newer")).isEqualTo("old");
  }

  @Test
  void a_source_that_is_rewritten_under_way_arrives_as_it_is_now() throws Exception {
    scene.source("k", "old");
    scene.breaking(
        Op.COPY,
        "out/k",
        1,
        () -> {
          scene.source("k", "rewritten");
          return new StoreFault.None();
        });
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 3, Fate.COPIED)));
    assertThat(scene.atTarget("k")).isEqualTo("rewritten");
    assertThat(scene.count(Op.COPY)).isEqualTo(2);
    assertThat(scene.count(Op.HEAD)).isEqualTo(2);
  }

  @Test
  void a_target_that_another_wrote_meanwhile_is_not_overwritten_unseen() throws Exception {
    scene.source("same", "text");
    scene.source("newer", "text");
    scene.breaking(Op.COPY, "out/same", 1, () -> meanwhile("same", "text"));
    scene.breaking(Op.COPY, "out/newer", 1, () -> meanwhile("newer", "theirs"));
    Tally tally = listed(1, 4, Fate.EQUAL).plus(listed(1, 4, Fate.SKIPPED));
    assertThat(scene.all()).isEqualTo(new Outcome.Done(tally));
    assertThat(scene.atTarget("newer")).isEqualTo("theirs");
  }

  @Test
  void a_copy_of_the_old_source_that_landed_late_is_replaced_by_the_new_one() throws Exception {
    scene.source("k", "old");
    scene.runBegins();
    scene.passSeconds(5);
    scene.source("k", "new");
    scene.passSeconds(5);
    scene.target("k", "old"); // decided before, by a worker that was lost since
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 3, Fate.COPIED)));
    assertThat(scene.atTarget("k")).isEqualTo("new");
  }

  private StoreFault meanwhile(String key, String text) {
    scene.passSeconds(5);
    scene.target(key, text);
    return new StoreFault.None();
  }

  @Test
  void an_object_that_never_stands_still_leaves_as_a_unit_of_its_own() throws Exception {
    scene.source("calm", "text");
    scene.source("restless", "0");
    int[] version = {0};
    scene.breaking(
        Op.COPY,
        "out/restless",
        Integer.MAX_VALUE,
        () -> {
          scene.source("restless", "" + ++version[0]);
          return new StoreFault.None();
        });
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.children())
        .extracting(child -> child.payload())
        .containsExactly(keys(FailureClass.SOURCE_CHANGED, "restless", 1));
    assertThat(scene.count(Op.COPY, "out/restless")).isEqualTo(5);
  }

  @Test
  void a_source_that_vanished_is_gone() throws Exception {
    scene.source("k", "text");
    scene.breaking(
        Op.COPY,
        "out/k",
        1,
        () -> {
          scene.store.remove(CopyScene.FROM, "in/k");
          return new StoreFault.None();
        });
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.GONE)));
    assertThat(scene.store.all(CopyScene.TO)).isEmpty();
  }

  @Test
  void a_target_that_vanished_before_it_was_overwritten_does_not_make_its_source_gone()
      throws Exception {
    scene.target("k", "old");
    scene.passSeconds(5);
    scene.source("k", "text");
    scene.breaking(
        Op.COPY,
        "out/k",
        1,
        () -> {
          scene.store.remove(CopyScene.TO, "out/k");
          return new StoreFault.None();
        });
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.COPIED)));
  }

  @Test
  void a_copy_whose_answer_was_lost_is_found_equal() throws Exception {
    scene.source("k", "text");
    scene.breaking(
        Op.COPY, "out/k", 1, () -> new StoreFault.AnswerLost(() -> unavailable("Reset")));
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.EQUAL)));
  }

  @Test
  void a_copy_that_lands_after_its_deadline_changes_nothing_any_more() throws Exception {
    scene.source("k", "old");
    scene.breaking(
        Op.COPY,
        "out/k",
        1,
        () -> {
          scene.source("k", "new");
          return new StoreFault.Held();
        });
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 3, Fate.COPIED)));
    assertThat(scene.store.landHeld()).isEqualTo(1);
    assertThat(scene.atTarget("k")).isEqualTo("new");
  }

  @Test
  void a_denied_key_leaves_alone_and_all_others_are_copied() throws Exception {
    for (String key : List.of("a", "b", "c")) scene.source(key, "text");
    scene.breaking(Op.COPY, "out/b", 9, () -> fails(FailureClass.DENIED, "AccessDenied"));
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.children())
        .extracting(child -> child.payload())
        .containsExactly(keys(FailureClass.DENIED, "b", 4));
    assertThat(split.failed()).as("what all of it failed with").isEmpty();
    assertThat(split.tally())
        .isEqualTo(listed(2, 8, Fate.COPIED).plus(listed(1, 4, Fate.FORWARDED)));
    assertThat(scene.count(Op.COPY, "out/b")).isEqualTo(1 + firstTries());
    Outcome.Failed failed = (Outcome.Failed) scene.handle(split.children().getFirst().payload());
    assertThat(failed.failure()).isEqualTo(FailureClass.DENIED);
    assertThat(failed.why()).contains("AccessDenied");
  }

  @Test
  void objects_that_failed_alike_leave_together() throws Exception {
    for (String key : List.of("a", "b", "c", "d")) scene.source(key, "text");
    for (String key : List.of("a", "c")) {
      scene.breaking(Op.COPY, "out/" + key, 9, () -> fails(FailureClass.DENIED, "AccessDenied"));
    }
    scene.breaking(Op.COPY, "out/d", 9, () -> fails(FailureClass.STORAGE, "QuotaExceeded"));
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.children())
        .extracting(child -> child.payload())
        .containsExactlyInAnyOrder(
            new Keys(List.of(new Listed("in/a", 4), new Listed("in/c", 4)), FailureClass.DENIED),
            keys(FailureClass.STORAGE, "d", 4));
  }

  @Test
  void when_all_that_was_tried_fails_alike_the_split_says_so_and_none_failed_alone()
      throws Exception {
    for (String key : List.of("a", "b")) {
      scene.source(key, "text");
      scene.breaking(Op.COPY, "out/" + key, 9, () -> fails(FailureClass.DENIED, "AccessDenied"));
    }
    scene.source("e", "text");
    scene.target("e", "text");
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.failed().orElseThrow().failure()).isEqualTo(FailureClass.DENIED);
    assertThat(split.children())
        .extracting(child -> child.payload())
        .containsExactly(new Keys(List.of(new Listed("in/a", 4), new Listed("in/b", 4))));
  }

  @Test
  void a_request_that_waited_for_its_turn_in_vain_has_not_failed() throws Exception {
    scene.source("k", "text");
    int times = 3 * CopySettings.DEFAULT.retries();
    scene.breaking(
        Op.COPY, "out/k", times, () -> fails(FailureClass.UNAVAILABLE, StoreException.NOT_SENT));
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.COPIED)));
  }

  @Test
  void a_throttled_key_is_tried_again_with_pauses() throws Exception {
    scene.source("k", "text");
    scene.breaking(Op.COPY, "out/k", 3, () -> fails(FailureClass.UNAVAILABLE, "SlowDown"));
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.COPIED)));
    assertThat(scene.time.nanos()).isPositive();
    assertThat(scene.meter("longhaul.copy.effects", "failed")).isEqualTo(3 - firstTries());
  }

  @Test
  void an_object_larger_than_one_request_may_copy_leaves_before_it_is_sent() throws Exception {
    scene.source("k", "text");
    scene.before(
        listing(page ->
            new ListPage(
                page.objects().stream().map(CopyRangeTest::huge).toList(),
                List.of(),
                page.next())));
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.children())
        .extracting(child -> child.payload())
        .containsExactly(new Keys(List.of(new Listed("in/k", 6L << 30))));
    assertThat(scene.count(Op.COPY)).isZero();
  }

  private static ListedObject huge(ListedObject object) {
    return new ListedObject(object.key(), 6L << 30, object.etag(), object.modified());
  }

  @Test
  void every_odd_key_arrives_intact_to_the_byte() throws Exception {
    for (OddKey odd : OddKey.values()) {
      if (odd.key().getBytes(StandardCharsets.UTF_8).length <= 1020) {
        scene.source(odd.key(), odd.name());
      }
    }
    int sources = scene.store.all(CopyScene.FROM).size();
    scene.all();
    assertThat(scene.store.all(CopyScene.TO)).hasSize(sources);
    assertThat(scene.atTarget(OddKey.SURROGATE_PAIR.key())).isEqualTo("SURROGATE_PAIR");
  }

  @Test
  void empty_objects_folder_markers_and_keys_that_look_alike_are_objects_of_their_own()
      throws Exception {
    List<String> alike =
        List.of("", "dir", "dir/", "dir//", "DIR", "\u00e9", "e\u0301", "\u212b", "\u00c5");
    for (String key : alike) scene.source(key, "");
    scene.target("e\u0301", "");
    Tally tally = listed(8, 0, Fate.COPIED).plus(listed(1, 0, Fate.EQUAL));
    assertThat(scene.all()).isEqualTo(new Outcome.Done(tally));
    for (String key : alike) assertThat(scene.atTarget(key)).isEmpty();
  }

  @Test
  void a_key_too_long_for_the_target_leaves_as_unsafe_name() throws Exception {
    String longest = "k".repeat(1021);
    scene.source(longest, "text");
    Outcome.Split split = (Outcome.Split) scene.all();
    Outcome.Failed failed = (Outcome.Failed) scene.handle(split.children().getFirst().payload());
    assertThat(failed.failure()).isEqualTo(FailureClass.UNSAFE_NAME);
  }

  private StoreBefore listing(UnaryOperator<ListPage> twist) {
    return new StoreBefore(scene.store) {
      @Override
      public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
        ListPage page = super.list(request, deadline);
        return request.bucket().equals(CopyScene.FROM) ? twist.apply(page) : page;
      }
    };
  }

  private static RuntimeException unavailable(String code) {
    return InMemoryObjectStore.failure(FailureClass.UNAVAILABLE, code, code);
  }

  /** One that failed so while others did not. */
  private static Keys keys(FailureClass alone, String key, long size) {
    return new Keys(List.of(new Listed("in/" + key, size)), alone);
  }
}
