package io.longhaul.worker.verify;

import static io.longhaul.worker.verify.VerifyScene.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.CopyOptions.Route;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Tally;
import io.longhaul.verify.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifyKeysTest {
  private final VerifyScene scene = new VerifyScene();

  private static Keys keys(FailureClass alone, String... keys) {
    List<Listed> objects = new ArrayList<>();
    for (String key : keys) objects.add(new Listed("in/" + key, 1));
    return new Keys(objects, alone);
  }

  /** What is left of a unit of one difference after it was looked at again. */
  private Keys noted(FailureClass alone, String key) throws Exception {
    Outcome.Split split = (Outcome.Split) scene.handle(keys(alone, key), 0);
    return (Keys) split.children().getFirst().payload();
  }

  @Test
  void a_difference_that_has_passed_is_none() throws Exception {
    scene.both("equal", "x");
    scene.source("missing", "x");
    assertThat(scene.handle(keys(FailureClass.MISSING, "equal", "gone"), 0))
        .isEqualTo(
            new Outcome.Done(
                Tally.of(Fate.RECEIVED, 2, 2).with(Fate.EQUAL, 1, 1).with(Fate.GONE, 1, 1)));
  }

  @Test
  void what_differs_still_is_handed_on_with_what_was_seen_and_dies_at_once() throws Exception {
    scene.source("k", "one");
    scene.passSeconds(5);
    scene.target("k", "three");
    Keys noted = noted(FailureClass.DIFFERENT, "k");
    assertThat(noted.alone()).isEqualTo(FailureClass.DIFFERENT);
    Difference difference = Difference.read(String.valueOf(noted.objects().getFirst().note()));
    assertThat(difference.words()).isEqualTo("size");
    assertThat(difference.source()).isNotNull();
    assertThat(difference.source().size()).isEqualTo(3);
    assertThat(difference.target()).isNotNull();
    assertThat(difference.target().size()).isEqualTo(5);
    assertThat(difference.target().modified())
        .isEqualTo(difference.source().modified().plusSeconds(5));
    scene.calls.clear();
    assertThat(scene.handle(noted, 0))
        .isEqualTo(new Outcome.Failed(FailureClass.DIFFERENT, "differs in size: 'in/k'"));
    assertThat(scene.calls).isEmpty();
  }

  @Test
  void a_difference_may_have_become_another() throws Exception {
    scene.target("k", "x");
    assertThat(noted(FailureClass.MISSING, "k").alone()).isEqualTo(FailureClass.EXTRA);
  }

  @Test
  void several_die_together_and_each_keeps_its_own_difference() throws Exception {
    for (int i = 0; i < 3; i++) scene.source("k" + i, "x".repeat(i));
    scene.run();
    assertThat(scene.dead)
        .singleElement()
        .satisfies(dead -> {
          assertThat(dead.failed().why())
              .matches("the target has no such object: 'in/k[012]' and 2 more");
        });
    assertThat(scene.differences().values().stream().map(VerifyKeysTest::sourceSize))
        .containsExactly(0L, 1L, 2L);
  }

  private static long sourceSize(Difference difference) {
    assertThat(difference.source()).isNotNull();
    return difference.source().size();
  }

  @Test
  void what_cannot_be_looked_at_is_no_difference() throws Exception {
    for (String key : List.of("a", "b")) scene.source(key, "x");
    scene.faults =
        call ->
            call.op() == Op.HEAD && call.key().equals("out/a")
                ? fails(FailureClass.DENIED, "AccessDenied")
                : new StoreFault.None();
    Outcome.Split split = (Outcome.Split) scene.handle(keys(FailureClass.MISSING, "a", "b"), 0);
    assertThat(split.children().stream().map(child -> ((Keys) child.payload()).alone()))
        .containsExactlyInAnyOrder(FailureClass.DENIED, FailureClass.MISSING);
  }

  @Test
  void redriven_it_is_copied_over_exactly_what_was_seen_and_looked_at_again() throws Exception {
    scene.source("k", "newest");
    scene.passSeconds(5);
    scene.target("k", "of another");
    Keys noted = noted(FailureClass.DIFFERENT, "k");
    scene.calls.clear();
    int[] copies = {0};
    scene.faults =
        call -> {
          if (call.op() == Op.COPY && copies[0]++ == 0) scene.target("k", "written meanwhile");
          return new StoreFault.None();
        };
    assertThat(scene.handle(noted, 1))
        .isEqualTo(new Outcome.Done(Tally.of(Fate.RECEIVED, 1, 1).with(Fate.COPIED, 1, 1)));
    assertThat(scene.atTarget("k")).isEqualTo("newest");
    assertThat(copies[0]).as("the first found another object than was seen").isEqualTo(2);
  }

  @Test
  void redriven_what_is_equal_by_now_is_not_copied() throws Exception {
    scene.source("k", "x");
    Keys noted = noted(FailureClass.MISSING, "k");
    scene.target("k", "x");
    assertThat(scene.handle(noted, 1))
        .isEqualTo(new Outcome.Done(Tally.of(Fate.RECEIVED, 1, 1).with(Fate.EQUAL, 1, 1)));
    assertThat(scene.count(Op.COPY)).isZero();
  }

  @Test
  void redriven_an_extra_stays_and_dies_again() throws Exception {
    scene.target("k", "x");
    Keys noted = noted(FailureClass.EXTRA, "k");
    assertThat(scene.handle(noted, 1))
        .isEqualTo(new Outcome.Failed(FailureClass.EXTRA, "the source has no such object: 'in/k'"));
    assertThat(scene.atTarget("k")).isEqualTo("x");
    assertThat(scene.calls).noneMatch(call -> call.op() == Op.DELETE || call.op() == Op.COPY);
  }

  @Test
  void redriven_equal_bytes_with_other_metadata_are_copied_by_either_route() throws Exception {
    for (Route route : Route.values()) {
      String key = route.name();
      scene.put(VerifyScene.FROM, "in/" + key, "x", Map.of("of", "source"));
      scene.put(VerifyScene.TO, "out/" + key, "x", Map.of("of", "another"));
      scene.withAttributes();
      scene.route = route;
      Keys noted = noted(FailureClass.DIFFERENT, key);
      assertThat(scene.handle(noted, 1)).isInstanceOf(Outcome.Done.class);
      assertThat(scene.store.look(VerifyScene.TO, "out/" + key).orElseThrow().metadata())
          .isEqualTo(Map.of("of", "source"));
    }
  }

  @Test
  void redriven_what_a_copy_fails_at_leaves_and_is_copied_when_it_is_tried_again()
      throws Exception {
    for (String key : List.of("a", "b")) scene.source(key, "x");
    scene.run();
    int[] failing = {4};
    scene.faults =
        call ->
            call.op() == Op.COPY && call.key().equals("out/a") && failing[0]-- > 0
                ? fails(FailureClass.UNAVAILABLE, "SlowDown")
                : new StoreFault.None();
    scene.redrive();
    assertThat(scene.dead).isEmpty();
    assertThat(scene.sum.objects(Fate.COPIED)).isEqualTo(2);
    assertThat(scene.atTarget("a")).isEqualTo("x");
  }

  @Test
  void redriven_a_denied_copy_dies_as_denied_and_redriven_again_it_is_copied() throws Exception {
    for (String key : List.of("a", "b")) scene.source(key, "x");
    scene.run();
    scene.faults =
        call ->
            call.op() == Op.COPY && call.key().equals("out/a")
                ? fails(FailureClass.DENIED, "AccessDenied")
                : new StoreFault.None();
    scene.redrive();
    assertThat(scene.dead.getFirst().failed().failure()).isEqualTo(FailureClass.DENIED);
    scene.faults = call -> new StoreFault.None();
    scene.redrive();
    assertThat(scene.dead).isEmpty();
    assertThat(scene.sum.objects(Fate.COPIED)).isEqualTo(2);
  }

  @Test
  void redriven_and_left_half_way_what_was_not_begun_is_copied_by_another() throws Exception {
    for (int i = 0; i < 20; i++) scene.source("%02d".formatted(i), "x");
    scene.run();
    int[] asked = {0};
    scene.leaving = () -> ++asked[0] > 5 && asked[0] < 12;
    scene.redrive();
    assertThat(scene.dead).isEmpty();
    assertThat(scene.sum.objects(Fate.COPIED)).isEqualTo(20);
  }

  @Test
  void redriven_what_keeps_changing_dies_as_such() throws Exception {
    scene.source("k", "0");
    Keys noted = noted(FailureClass.MISSING, "k");
    int[] copies = {0};
    scene.faults =
        call -> {
          if (call.op() == Op.COPY) scene.source("k", "now " + ++copies[0]);
          return new StoreFault.None();
        };
    Outcome.Failed failed = (Outcome.Failed) scene.handle(noted, 1);
    assertThat(failed.failure()).isEqualTo(FailureClass.SOURCE_CHANGED);
    assertThat(failed.why()).contains("in/k");
  }

  @Test
  void what_is_met_and_counted_is_metered() throws Exception {
    scene.both("equal", "x");
    scene.source("missing", "x");
    scene.run();
    scene.redrive();
    for (String outcome : List.of("by-etag", "missing")) {
      assertThat(
              scene
                  .registry
                  .get("longhaul.verify.compared")
                  .tags("kind", "s3-verify", "outcome", outcome)
                  .counter()
                  .count())
          .isEqualTo(1);
    }
    assertThat(
            scene
                .registry
                .get("longhaul.copy.effects")
                .tags("kind", "s3-verify", "outcome", "stored")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void payloads_of_differences_stay_within_what_the_ledger_keeps() throws Exception {
    for (int i = 0; i < 250; i++) {
      scene.source("\u0001".repeat(900) + "%03d".formatted(i), "x");
    }
    scene.run();
    assertThat(scene.words()).hasSize(250);
    assertThat(scene.dead)
        .allSatisfy(dead -> {
          assertThat(io.longhaul.unit.PayloadJson.write(dead.payload()).length())
              .isLessThan(40 * 1024);
        });
  }
}
