package io.longhaul.worker.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.ByteSize;
import io.longhaul.job.Cut;
import io.longhaul.job.Selection;
import io.longhaul.pattern.KeyPattern;
import io.longhaul.pattern.Rename;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Payload.Slice;
import io.longhaul.unit.Tally;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a run copied that did not mean all of its source, or not by the same names. */
class VerifyMeantTest {
  private final VerifyScene scene = new VerifyScene();

  @AfterEach
  void the_sums_balance() {
    assertThat(scene.sum.imbalance()).isZero();
    assertThat(scene.sum.imbalanceInBytes()).isZero();
  }

  private void without(String exclude) {
    scene.select =
        new Selection(List.of(), List.of(KeyPattern.parse(exclude)), null, null, null, null);
  }

  private void smallerThan(String size) {
    scene.select = new Selection(List.of(), List.of(), null, ByteSize.parse(size), null, null);
  }

  @Test
  void what_is_not_meant_is_no_difference_on_either_side_and_counts_as_filtered() throws Exception {
    without("tmp/**");
    scene.both("a", "x");
    scene.source("tmp/missing", "xx");
    scene.target("tmp/extra", "xxx");
    scene.source("tmp/other", "one");
    scene.target("tmp/other", "two");
    scene.target("z", "extra");
    scene.run();
    assertThat(scene.words()).isEqualTo(Map.of("z", "extra"));
    assertThat(scene.sum.objects(Fate.LISTED)).isEqualTo(5);
    assertThat(scene.sum.objects(Fate.FILTERED)).isEqualTo(3);
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(1);
  }

  @Test
  void what_only_the_target_has_is_held_to_its_size_and_not_to_its_time() throws Exception {
    scene.select =
        new Selection(List.of(), List.of(), null, ByteSize.parse("4 B"), null, scene.time.now());
    scene.passSeconds(10);
    scene.target("small", "x");
    scene.target("large", "xxxxx");
    scene.run();
    assertThat(scene.words()).isEqualTo(Map.of("small", "extra"));
    assertThat(scene.sum.objects(Fate.FILTERED)).isEqualTo(1);
  }

  @Test
  void what_is_not_meant_any_more_when_it_is_looked_at_again_is_no_difference() throws Exception {
    smallerThan("4 B");
    scene.source("k", "grown");
    Keys keys = new Keys(List.of(new Listed("in/k", 1)), FailureClass.MISSING);
    assertThat(scene.handle(keys, 0))
        .isEqualTo(new Outcome.Done(Tally.of(Fate.RECEIVED, 1, 1).with(Fate.FILTERED, 1, 1)));
  }

  @Test
  void renamed_objects_are_compared_by_their_new_names_and_repaired_there() throws Exception {
    scene.rename = Rename.of("([0-9]{4})-(.*)", "$1/$2");
    without("tmp/**");
    scene.source("2019-equal", "x");
    scene.target("2019/equal", "x");
    scene.source("2019-missing", "xx");
    scene.source("2019-other", "one");
    scene.target("2019/other", "two");
    scene.both("kept", "xxx");
    scene.source("tmp/not-meant", "x");
    scene.target("2019/extra", "nobody can tell");
    scene.passSeconds(10);
    scene.began = scene.time.now();
    scene.run();
    assertThat(scene.words()).isEqualTo(Map.of("2019-missing", "missing", "2019-other", "etag"));
    assertThat(scene.sum.objects(Fate.LISTED)).isEqualTo(5);
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(2);
    assertThat(scene.calls)
        .as("the target has another order, and is not listed")
        .noneMatch(call -> call.op() == Op.LIST && call.bucket().equals(VerifyScene.TO));
    assertThat(scene.calls)
        .as("the source was listed, so a HEAD of the target alone tells that they are equal")
        .noneMatch(call -> call.op() == Op.HEAD && call.key().equals("in/2019-equal"));

    scene.redrive();
    assertThat(scene.dead).isEmpty();
    assertThat(scene.atTarget("2019/missing")).isEqualTo("xx");
    assertThat(scene.atTarget("2019/other")).isEqualTo("one");
    assertThat(scene.store.look(VerifyScene.TO, "out/2019-missing")).isEmpty();
  }

  @Test
  void a_repair_overwrites_nothing_at_a_new_name_that_was_written_since_the_run_began()
      throws Exception {
    scene.rename = Rename.of("(.*)[.](a|b)", "$1");
    scene.source("k.a", "one");
    scene.source("k.b", "two");
    scene.passSeconds(10);
    scene.began = scene.time.now();
    scene.run();
    assertThat(scene.words()).isEqualTo(Map.of("k.a", "missing", "k.b", "missing"));
    scene.passSeconds(10);
    scene.redrive();
    assertThat(scene.dead)
        .singleElement()
        .satisfies(dead -> assertThat(dead.failed().failure()).isEqualTo(FailureClass.COLLISION));
    assertThat(scene.sum.objects(Fate.COPIED)).isEqualTo(1);
    assertThat(scene.atTarget("k")).isIn("one", "two");
  }

  @Test
  void of_a_list_each_object_that_it_names_is_compared_and_no_other() throws Exception {
    scene.store.createBucket("lists");
    scene.cut = new Cut.Manifest("s3://lists/it", Cut.Rows.CSV);
    byte[] rows = "source,in/equal\nsource,in/missing\nsource,in/other\n".getBytes(UTF_8);
    String etag = scene.store.write("lists", "it", rows);
    scene.both("equal", "x");
    scene.source("missing", "xx");
    scene.source("other", "one");
    scene.target("other", "two");
    scene.source("unnamed", "x");
    scene.target("extra", "x");
    scene.run(new Slice("lists", "it", etag, "batch", false, 0, rows.length));
    assertThat(scene.words()).isEqualTo(Map.of("missing", "missing", "other", "etag"));
    assertThat(scene.sum.objects(Fate.LISTED)).isEqualTo(3);
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(1);
    scene.redrive();
    assertThat(scene.dead).isEmpty();
    assertThat(scene.atTarget("missing")).isEqualTo("xx");
    assertThat(scene.sum.objects(Fate.COPIED)).isEqualTo(2);
  }
}
