package io.longhaul.worker.verify;

import static io.longhaul.worker.verify.VerifyScene.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.CopyOptions.Route;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Large objects that differ, from the redrive until they are joined. */
class VerifyPartsTest {
  private static final String TEXT = "0123456789abcdef!";

  private final VerifyScene scene = new VerifyScene();

  @BeforeEach
  void large() {
    scene.inParts(10, 4);
  }

  private void assertCopied(int objects) {
    assertThat(scene.dead).isEmpty();
    assertThat(scene.sum.objects(Fate.COPIED)).isEqualTo(objects);
    assertThat(scene.sum.imbalance()).isZero();
    assertThat(scene.sum.imbalanceInBytes()).isZero();
    assertThat(scene.sum.objects(Fate.FORWARDED)).isEqualTo(scene.sum.objects(Fate.RECEIVED));
    assertThat(scene.store.uploads(VerifyScene.TO)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Route.class)
  void redriven_they_are_copied_in_parts_alone_or_among_others(Route route) throws Exception {
    scene.route = route;
    scene.source("missing", TEXT);
    scene.source("other", TEXT);
    scene.target("other", TEXT.toUpperCase(Locale.ROOT));
    for (String key : new String[] {"a", "b", "c"}) scene.source(key, key);
    scene.source("z", TEXT + TEXT);
    scene.run();
    assertThat(scene.dead).hasSize(2);
    assertThat(scene.count(Op.CREATE_UPLOAD)).as("a verify writes nothing").isZero();
    scene.redrive();
    assertCopied(6);
    assertThat(scene.count(Op.CREATE_UPLOAD)).isEqualTo(3);
    for (String key : new String[] {"missing", "other"}) {
      assertThat(scene.atTarget(key)).isEqualTo(TEXT);
    }
    assertThat(scene.atTarget("z")).isEqualTo(TEXT + TEXT);
    scene.sum = Tally.NONE;
    scene.byBytes();
    scene.run();
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(6);
  }

  @Test
  void one_that_differs_in_attributes_alone_is_replaced_by_a_copy_that_has_them() throws Exception {
    scene.put(VerifyScene.FROM, "in/k", TEXT, Map.of("of", "source"));
    scene.put(VerifyScene.TO, "out/k", TEXT, Map.of("of", "another"));
    scene.withAttributes();
    scene.run();
    assertThat(scene.words()).isEqualTo(Map.of("k", "metadata"));
    scene.redrive();
    assertCopied(1);
    assertThat(scene.store.look(VerifyScene.TO, "out/k").orElseThrow().metadata())
        .isEqualTo(Map.of("of", "source"));
    scene.run();
    assertThat(scene.dead).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1000})
  void redriven_it_is_copied_also_if_its_target_was_written_since_the_run_began(int above)
      throws Exception {
    scene.inParts(above, 4);
    scene.began = scene.time.now();
    scene.passSeconds(60);
    scene.put(VerifyScene.FROM, "in/k", TEXT, Map.of("of", "source"));
    scene.passSeconds(60);
    scene.put(VerifyScene.TO, "out/k", TEXT, Map.of("of", "another"));
    scene.withAttributes();
    scene.run();
    scene.redrive();
    assertCopied(1);
    assertThat(scene.store.look(VerifyScene.TO, "out/k").orElseThrow().metadata())
        .isEqualTo(Map.of("of", "source"));
  }

  @Test
  void what_is_written_to_its_target_meanwhile_is_copied_over_as_any_repair_does()
      throws Exception {
    scene.source("k", TEXT);
    scene.passSeconds(5);
    scene.run();
    int[] joins = {0};
    scene.faults =
        call -> {
          if (call.op() == Op.COMPLETE_UPLOAD && joins[0]++ == 0) scene.target("k", "meanwhile");
          return new StoreFault.None();
        };
    scene.redrive();
    assertCopied(1);
    assertThat(scene.atTarget("k")).isEqualTo(TEXT);
    assertThat(joins[0]).isEqualTo(2);
  }

  @Test
  void a_source_that_changes_under_way_is_repaired_anew() throws Exception {
    scene.source("k", TEXT);
    scene.run();
    int[] parts = {0};
    scene.faults =
        call -> {
          if (call.op() == Op.COPY_PART && parts[0]++ == 2) scene.source("k", TEXT + TEXT);
          return new StoreFault.None();
        };
    scene.redrive();
    assertCopied(1);
    assertThat(scene.atTarget("k")).isEqualTo(TEXT + TEXT);
  }

  @Test
  void a_target_that_is_equal_by_the_time_is_not_copied() throws Exception {
    scene.source("k", TEXT);
    scene.run();
    scene.target("k", TEXT);
    scene.redrive();
    assertCopied(0);
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(1);
    assertThat(scene.count(Op.CREATE_UPLOAD)).isZero();
  }

  @Test
  void parts_that_fail_leave_their_object_dead_until_they_are_redriven() throws Exception {
    scene.source("k", TEXT);
    scene.run();
    scene.faults =
        call ->
            call.op() == Op.COPY_PART
                ? fails(FailureClass.DENIED, "AccessDenied")
                : new StoreFault.None();
    scene.redrive();
    assertThat(scene.dead.stream().map(dead -> dead.failed().failure()))
        .containsExactly(FailureClass.DENIED, FailureClass.PARTS_MISSING);
    scene.faults = call -> new StoreFault.None();
    scene.redrive();
    assertCopied(1);
    assertThat(scene.atTarget("k")).isEqualTo(TEXT);
  }

  @Test
  void bytes_that_are_known_to_differ_are_not_read_once_more_before_they_are_copied()
      throws Exception {
    scene.source("k", TEXT);
    scene.target("k", TEXT.toUpperCase(Locale.ROOT));
    scene.byBytes();
    scene.run();
    assertThat(scene.words()).isEqualTo(Map.of("k", "bytes"));
    scene.calls.clear();
    scene.redrive();
    assertCopied(1);
    assertThat(scene.count(Op.GET_RANGE)).isZero();
    assertThat(scene.atTarget("k")).isEqualTo(TEXT);
  }

  @Test
  void what_has_changed_since_its_bytes_were_read_is_compared_anew_and_not_copied_unread()
      throws Exception {
    scene.source("k", TEXT);
    scene.target("k", TEXT.toUpperCase(Locale.ROOT));
    scene.target("l", TEXT.toUpperCase(Locale.ROOT));
    scene.source("l", TEXT);
    scene.byBytes();
    scene.run();
    scene.target("k", TEXT);
    scene.target("l", TEXT.replace('0', 'x'));
    scene.redrive();
    assertThat(scene.count(Op.CREATE_UPLOAD)).isZero();
    assertThat(scene.words()).as("as it is now").isEqualTo(Map.of("l", "bytes"));
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(1);
    scene.redrive();
    assertCopied(1);
  }
}
