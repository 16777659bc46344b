package io.longhaul.worker.copy;

import static io.longhaul.worker.copy.CopyScene.listed;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.CopyOptions.Mode;
import io.longhaul.job.Selection;
import io.longhaul.pattern.KeyPattern;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Tally;
import io.longhaul.worker.walk.CopySettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyRenameTest {
  private final CopyScene scene = new CopyScene();

  @BeforeEach
  void aRenameThatTurnsNamesRound() {
    scene.renaming("([a-z]+)-([0-9]+)", "$2/$1");
  }

  @Test
  void objects_arrive_under_their_new_names_and_others_keep_theirs() throws Exception {
    scene.source("a-2", "one");
    scene.source("b-1", "two");
    scene.source("plain", "three");
    scene.target("unrelated", "none of our business");
    assertThat(scene.all())
        .isEqualTo(new Outcome.Done(listed(2, 6, Fate.COPIED).plus(listed(1, 5, Fate.COPIED))));
    assertThat(scene.atTarget("2/a")).isEqualTo("one");
    assertThat(scene.atTarget("1/b")).isEqualTo("two");
    assertThat(scene.atTarget("plain")).isEqualTo("three");
    assertThat(scene.count(Op.LIST)).as("of the source").isEqualTo(1);
    assertThat(scene.count(Op.HEAD)).as("of the target").isEqualTo(3);
  }

  @Test
  void what_is_equal_newer_or_not_meant_is_left_as_it_is() throws Exception {
    scene.select =
        new Selection(List.of(), List.of(KeyPattern.parse("x-*")), null, null, null, null);
    scene.source("a-1", "equal");
    scene.source("b-1", "older");
    scene.source("x-1", "out");
    scene.passSeconds(5);
    scene.target("1/a", "equal");
    scene.target("1/b", "theirs");
    Tally tally =
        listed(1, 5, Fate.EQUAL).plus(listed(1, 5, Fate.SKIPPED)).plus(listed(1, 3, Fate.FILTERED));
    assertThat(scene.all()).isEqualTo(new Outcome.Done(tally));
    assertThat(scene.count(Op.HEAD)).as("none of what is not meant").isEqualTo(2);
    assertThat(scene.count(Op.COPY)).isZero();
  }

  @Test
  void the_second_of_two_keys_that_become_one_dies_and_overwrites_nothing() throws Exception {
    scene.renaming("([a-z]+)-([0-9]+)", "$2");
    scene.settings = new CopySettings(1, 3, Duration.ZERO, 5);
    scene.target("1", "old");
    scene.passSeconds(10);
    scene.source("a-1", "first");
    scene.source("b-1", "second");
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.tally())
        .isEqualTo(listed(1, 5, Fate.COPIED).plus(listed(1, 6, Fate.FORWARDED)));
    assertThat(scene.atTarget("1")).isEqualTo("first");
    assertCollides(split, "in/b-1");
  }

  @Test
  void two_keys_that_become_one_at_the_same_time_do_so_in_one_order() throws Exception {
    scene.renaming("([a-z]+)-([0-9]+)", "$2");
    scene.source("a-1", "first");
    scene.source("b-1", "second");
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.tally().objects(Fate.COPIED)).isEqualTo(1);
    Payload.Keys left = (Payload.Keys) split.children().getFirst().payload();
    boolean first = left.objects().getFirst().key().equals("in/b-1");
    assertThat(scene.atTarget("1")).isEqualTo(first ? "first" : "second");
    assertCollides(split, first ? "in/b-1" : "in/a-1");
  }

  @Test
  void a_collision_is_one_also_if_the_job_overwrites_and_copies_all_or_only_what_is_missing()
      throws Exception {
    scene.renaming("([a-z]+)-([0-9]+)", "$2");
    scene.overwriting();
    for (Mode mode : Mode.values()) {
      scene.mode(mode);
      scene.source("a-" + mode.ordinal(), "first");
    }
    scene.runBegins();
    for (Mode mode : Mode.values()) {
      scene.target(String.valueOf(mode.ordinal()), "another");
      scene.mode(mode);
      assertThat(((Outcome.Failed) scene.keys("a-" + mode.ordinal())).failure())
          .isEqualTo(FailureClass.COLLISION);
    }
    assertThat(scene.count(Op.COPY)).isZero();
  }

  @Test
  void what_this_run_wrote_from_the_same_key_is_equal_when_the_unit_is_done_again()
      throws Exception {
    scene.source("a-1", "text");
    scene.source("b-2", "text");
    scene.runBegins();
    scene.breaking(
        Op.COPY,
        "out/1/a",
        1,
        () ->
            new StoreFault.AnswerLost(
                () -> InMemoryObjectStore.failure(FailureClass.UNAVAILABLE, "Reset", "reset")));
    Tally tally = listed(1, 4, Fate.EQUAL).plus(listed(1, 4, Fate.COPIED));
    assertThat(scene.all()).isEqualTo(new Outcome.Done(tally));
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(2, 8, Fate.EQUAL)));
  }

  @Test
  void a_new_name_that_no_target_can_hold_leaves_as_unsafe_name() throws Exception {
    scene.renaming("(x+)", "$1$1");
    scene.source("x".repeat(600), "text");
    scene.source("y", "text");
    Outcome.Split split = (Outcome.Split) scene.all();
    Outcome.Failed failed = (Outcome.Failed) scene.handle(split.children().getFirst().payload());
    assertThat(failed.failure()).isEqualTo(FailureClass.UNSAFE_NAME);
    assertThat(scene.atTarget("y")).isEqualTo("text");
  }

  private void assertCollides(Outcome.Split split, String key) throws Exception {
    Payload.Keys left = (Payload.Keys) split.children().getFirst().payload();
    assertThat(left.objects()).extracting(Payload.Listed::key).containsExactly(key);
    Outcome.Failed failed = (Outcome.Failed) scene.handle(left);
    assertThat(failed.failure()).isEqualTo(FailureClass.COLLISION);
    assertThat(failed.why())
        .isEqualTo(
            "'%s' would be 'out/1', and that was written since the run began, from another key or by"
                    .formatted(key)
                + " somebody else");
  }
}
