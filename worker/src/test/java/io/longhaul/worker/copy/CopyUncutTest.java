package io.longhaul.worker.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.kind.S3Copy;
import io.longhaul.s3.HardBucket;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Range;
import io.longhaul.unit.Tally;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ranges that are found by looking, from the root of a job until nothing is left. */
class CopyUncutTest {
  private static final int KEYS = 3_000;
  private static final int BUDGET = 40;
  private static final Range ALL = new Range("in/", "", null, true);

  private final CopyScene scene = new CopyScene(6);
  private final TreeSet<String> keys = new TreeSet<>();
  private Tally sum = Tally.NONE;
  private int copied;
  private int looked;

  private void write(HardBucket bucket, int count) {
    Random random = new Random(6);
    for (int i = 0; i < count; i++) keys.add(bucket.key(random, i));
    keys.forEach(key -> scene.source(key, "text of " + key));
    scene.budget(BUDGET, 60);
    scene.cut = new Cut.Ranges();
  }

  @ParameterizedTest
  @EnumSource
  void whatever_the_bucket_each_object_is_copied_once_and_none_is_missed(HardBucket bucket)
      throws Exception {
    write(bucket, KEYS);

    toTheEnd();

    assertThat(sum.objects(Fate.LISTED)).isEqualTo(keys.size());
    assertThat(sum.objects(Fate.COPIED)).isEqualTo(keys.size());
    assertThat(scene.count(Op.COPY)).isEqualTo(keys.size());
    assertThat(scene.store.all(CopyScene.TO)).hasSize(keys.size());
    for (String key : keys) assertThat(scene.atTarget(key)).isEqualTo("text of " + key);
    assertThat((double) keys.size() / copied).as("copies a unit").isGreaterThan(BUDGET / 3.0);
    assertThat(looked).as("units that only looked").isLessThan(copied);
  }

  private void toTheEnd() throws Exception {
    Job job = new Job(scene.job(), scene.budget);
    Outcome.Split cut = new S3Copy().cut(job, new Payload.Root(0));
    Deque<Payload> open = new ArrayDeque<>();
    cut.children().forEach(unit -> open.add(unit.payload()));
    assertThat(open).containsExactly(ALL);
    while (!open.isEmpty()) {
      Outcome outcome = scene.handle(open.remove());
      switch (outcome) {
        case Outcome.Done done -> closed(done.tally());
        case Outcome.Split split -> {
          closed(split.tally());
          for (NewUnit unit : split.children()) open.add(unit.payload());
        }
        case Outcome.Failed failed -> throw new AssertionError(failed);
        case Outcome.Released released -> throw new AssertionError(released);
      }
    }
  }

  private void closed(Tally tally) {
    sum = sum.plus(tally);
    if (tally.equals(Tally.NONE)) looked++;
    else copied++;
  }

  @Test
  void what_fits_into_one_unit_is_copied_by_the_worker_that_looked() throws Exception {
    write(HardBucket.EVEN, BUDGET);

    assertThat(scene.handle(ALL)).isInstanceOf(Outcome.Done.class);
    assertThat(scene.count(Op.COPY)).isEqualTo(BUDGET);
  }

  @Test
  void a_listing_that_fails_for_good_fails_the_look_and_a_throttled_one_does_not()
      throws Exception {
    write(HardBucket.EVEN, KEYS);
    scene.breaking(Op.LIST, "in/", 2, () -> CopyScene.fails(FailureClass.UNAVAILABLE, "SlowDown"));
    assertThat(scene.handle(ALL)).isInstanceOf(Outcome.Split.class);

    scene.faults = call -> CopyScene.fails(FailureClass.DENIED, "AccessDenied");
    assertThat(scene.handle(ALL))
        .isEqualTo(new Outcome.Failed(FailureClass.DENIED, "AccessDenied said"));
    assertThat(scene.count(Op.COPY)).isZero();
  }

  @Test
  void a_worker_that_leaves_hands_it_back_as_it_was() throws Exception {
    write(HardBucket.EVEN, KEYS);
    scene.leaving = () -> true;
    assertThat(scene.handle(ALL))
        .isEqualTo(new Outcome.Released("left before anything was done", Duration.ZERO));
    assertThat(scene.calls).isEmpty();
  }

  @Test
  void a_dead_look_is_as_unknown_as_a_range_that_was_never_listed() {
    assertThat(ALL.unfinished(Fate.DEAD)).isEqualTo(Tally.of(Fate.UNKNOWN, 1, 0));
  }
}
