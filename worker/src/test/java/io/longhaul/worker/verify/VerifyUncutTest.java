package io.longhaul.worker.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.Cut;
import io.longhaul.job.UnitBudget;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Range;
import io.longhaul.unit.Tally;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ranges that are found by looking at both sides. */
class VerifyUncutTest {
  private static final int KEYS = 3_000;
  private static final Range ALL = new Range("in/", "", null, true);

  private final VerifyScene scene = new VerifyScene();
  private final Random random = new Random(7);

  @BeforeEach
  void ranges() {
    scene.cut = new Cut.Ranges();
    scene.budget = new UnitBudget(40, 60, 5);
  }

  private List<Range> looked() throws Exception {
    Outcome.Split split = (Outcome.Split) scene.handle(ALL, 0);
    assertThat(split.tally()).isEqualTo(Tally.NONE);
    return split.children().stream().map(NewUnit::payload).map(Range.class::cast).toList();
  }

  private String key() {
    return "data/%08x".formatted(random.nextInt());
  }

  @Test
  void it_is_cut_by_a_look_and_nothing_is_missed_or_seen_twice() throws Exception {
    for (int i = 0; i < KEYS; i++) scene.both(key(), "x");
    for (int i = 0; i < KEYS / 10; i++) {
      scene.source(key() + "s", "x");
      scene.target(key() + "t", "x");
    }
    assertThat(looked()).hasSizeGreaterThan(15);
    scene.run(ALL);
    assertThat(scene.words()).hasSize(KEYS / 5);
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(KEYS);
    assertThat(scene.sum.objects(Fate.LISTED)).isEqualTo(KEYS + KEYS / 5);
  }

  @Test
  void where_only_the_target_has_something_it_is_cut_by_that() throws Exception {
    scene.both(key(), "x");
    for (int i = 0; i < KEYS; i++) scene.target(key(), "x");
    List<Range> ranges = looked();
    assertThat(ranges).hasSizeGreaterThan(15);
    for (Range range : ranges) assertThat(range.prefix()).startsWith("in/");
    scene.run(ALL);
    assertThat(scene.words()).hasSize(KEYS);
  }

  @Test
  void what_fits_into_one_unit_is_compared_by_the_worker_that_looked() throws Exception {
    for (int i = 0; i < 30; i++) scene.both(key(), "x");
    assertThat(scene.handle(ALL, 0)).isInstanceOf(Outcome.Done.class);
    assertThat(scene.count(Op.LIST)).isEqualTo(4);
  }
}
