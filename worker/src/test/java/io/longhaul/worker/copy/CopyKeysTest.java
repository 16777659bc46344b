package io.longhaul.worker.copy;

import static io.longhaul.worker.copy.CopyScene.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.StoreCall.Op;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Tally;
import io.longhaul.worker.walk.CopySettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyKeysTest {
  private final CopyScene scene = new CopyScene();

  @Test
  void each_key_is_looked_at_and_decided_as_in_a_listing() throws Exception {
    scene.source("missing", "x");
    scene.source("equal", "x");
    scene.target("equal", "x");
    scene.source("newer", "x");
    scene.passSeconds(5);
    scene.target("newer", "y");
    assertThat(scene.keys("missing", "equal", "newer", "gone"))
        .isEqualTo(
            new Outcome.Done(
                Tally.of(Fate.RECEIVED, 4, 4)
                    .with(Fate.COPIED, 1, 1)
                    .with(Fate.EQUAL, 1, 1)
                    .with(Fate.SKIPPED, 1, 1)
                    .with(Fate.GONE, 1, 1)));
    assertThat(scene.count(Op.LIST)).isZero();
    assertThat(scene.count(Op.HEAD)).isEqualTo(7);
  }

  @Test
  void bytes_are_counted_as_they_came_even_if_the_object_has_grown() throws Exception {
    scene.source("k", "larger by now");
    Outcome.Done done = (Outcome.Done) scene.keys("k");
    assertThat(done.tally().bytes(Fate.COPIED)).isEqualTo(1);
    assertThat(scene.atTarget("k")).isEqualTo("larger by now");
  }

  @Test
  void what_fails_leaves_in_smaller_units_by_class() throws Exception {
    for (String key : List.of("a", "b", "c", "d")) scene.source(key, "x");
    denied("a");
    denied("b");
    scene.breaking(Op.HEAD, "in/c", 99, () -> fails(FailureClass.UNAVAILABLE, "InternalError"));
    Outcome.Split split = (Outcome.Split) scene.keys("a", "b", "c", "d");
    assertThat(split.tally())
        .isEqualTo(
            Tally.of(Fate.RECEIVED, 4, 4).with(Fate.COPIED, 1, 1).with(Fate.FORWARDED, 3, 3));
    assertThat(payloads(split))
        .containsExactlyInAnyOrder(
            new Keys(keys("a", "b").objects(), FailureClass.DENIED),
            new Keys(keys("c").objects(), FailureClass.UNAVAILABLE));
  }

  @Test
  void when_all_fail_alike_the_unit_fails_as_they_did() throws Exception {
    for (String key : List.of("a", "b")) {
      scene.source(key, "x");
      denied(key);
    }
    Outcome.Failed failed = (Outcome.Failed) scene.keys("a", "b");
    assertThat(failed.failure()).isEqualTo(FailureClass.DENIED);
    assertThat(failed.why()).contains("AccessDenied");
  }

  @Test
  void when_all_fail_but_not_alike_each_class_leaves_alone() throws Exception {
    for (String key : List.of("a", "b")) scene.source(key, "x");
    denied("a");
    scene.breaking(Op.COPY, "out/b", 99, () -> fails(FailureClass.STORAGE, "QuotaExceeded"));
    Outcome.Split split = (Outcome.Split) scene.keys("a", "b");
    assertThat(payloads(split)).containsExactlyInAnyOrder(keys("a"), keys("b"));
  }

  @Test
  void a_worker_that_leaves_sends_on_what_it_has_not_begun() throws Exception {
    for (String key : List.of("a", "b", "c", "d")) scene.source(key, "x");
    scene.settings = new CopySettings(1, 3, Duration.ZERO, 5);
    scene.leaving = () -> scene.count(Op.COPY) >= 2;
    Outcome.Split split = (Outcome.Split) scene.keys("a", "b", "c", "d");
    assertThat(split.tally().objects(Fate.COPIED)).isEqualTo(3);
    assertThat(payloads(split)).containsExactly(keys("d"));
  }

  @Test
  void a_worker_that_leaves_before_the_first_key_hands_the_unit_back() throws Exception {
    scene.source("a", "x");
    scene.leaving = () -> true;
    assertThat(scene.keys("a")).isInstanceOf(Outcome.Released.class);
  }

  @Test
  void a_failure_that_leaving_kept_from_being_repeated_is_not_charged() throws Exception {
    scene.source("a", "x");
    scene.leaving = () -> scene.count(Op.HEAD) > 0;
    scene.breaking(Op.HEAD, "in/a", 1, () -> fails(FailureClass.UNAVAILABLE, "SlowDown"));
    assertThat(scene.keys("a")).isInstanceOf(Outcome.Released.class);
  }

  private void denied(String key) {
    scene.breaking(Op.COPY, "out/" + key, 99, () -> fails(FailureClass.DENIED, "AccessDenied"));
  }

  private static List<Payload> payloads(Outcome.Split split) {
    return split.children().stream().map(child -> child.payload()).toList();
  }

  private static Keys keys(String... keys) {
    return new Keys(Arrays.stream(keys).map(key -> new Payload.Listed("in/" + key, 1)).toList());
  }
}
