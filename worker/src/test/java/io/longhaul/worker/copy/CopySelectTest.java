package io.longhaul.worker.copy;

import static io.longhaul.worker.copy.CopyScene.listed;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.ByteSize;
import io.longhaul.job.Selection;
import io.longhaul.pattern.KeyPattern;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Tally;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopySelectTest {
  private final CopyScene scene = new CopyScene();

  @Test
  void what_the_job_does_not_mean_counts_as_filtered_and_costs_no_request() throws Exception {
    scene.source("a.csv", "text");
    scene.source("tmp/a.csv", "text");
    scene.source("a.txt", "longer");
    scene.select = names(List.of("**/*.csv"), List.of("tmp/**"));
    Tally tally =
        listed(1, 4, Fate.COPIED)
            .plus(listed(1, 4, Fate.FILTERED))
            .plus(listed(1, 6, Fate.FILTERED));
    assertThat(scene.all()).isEqualTo(new Outcome.Done(tally));
    assertThat(scene.store.all(CopyScene.TO)).hasSize(1);
    assertThat(scene.count(Op.COPY)).isEqualTo(1);
    assertThat(scene.count(Op.HEAD)).isZero();
    assertThat(scene.count(Op.LIST)).isEqualTo(2);
  }

  @Test
  void an_object_that_was_listed_elsewhere_is_held_against_the_job_again() throws Exception {
    scene.source("a.csv", "x");
    scene.source("a.txt", "x");
    scene.select = names(List.of(), List.of("*.txt"));
    Tally tally = Tally.of(Fate.RECEIVED, 2, 2).with(Fate.COPIED, 1, 1).with(Fate.FILTERED, 1, 1);
    assertThat(scene.keys("a.csv", "a.txt")).isEqualTo(new Outcome.Done(tally));
  }

  @Test
  void sizes_and_times_are_those_of_the_listing() throws Exception {
    scene.source("old", "12345");
    scene.passSeconds(10);
    Instant between = scene.time.now();
    scene.passSeconds(10);
    scene.source("small", "1234");
    scene.source("right", "12345");
    scene.source("large", "123456");
    scene.select =
        new Selection(List.of(), List.of(), new ByteSize(4), new ByteSize(6), between, null);
    scene.all();
    assertThat(scene.store.all(CopyScene.TO)).hasSize(1);
    assertThat(scene.atTarget("right")).isEqualTo("12345");
    scene.select = new Selection(List.of(), List.of(), null, null, null, between);
    scene.all();
    assertThat(scene.store.all(CopyScene.TO)).hasSize(2);
    assertThat(scene.atTarget("old")).isEqualTo("12345");
  }

  @Test
  void a_source_that_is_replaced_under_way_by_what_is_not_meant_is_not_copied() throws Exception {
    scene.source("k", "text");
    scene.select = new Selection(List.of(), List.of(), null, new ByteSize(5), null, null);
    scene.breaking(
        Op.COPY,
        "out/k",
        1,
        () -> {
          scene.source("k", "longer text");
          return new StoreFault.None();
        });
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.FILTERED)));
    assertThat(scene.store.all(CopyScene.TO)).isEmpty();
  }

  @Test
  void a_range_of_which_nothing_is_meant_is_done_by_one_unit() throws Exception {
    for (int i = 0; i < 2_500; i++) scene.source("k%04d".formatted(i), "x");
    scene.select = names(List.of("*.csv"), List.of());
    scene.budget(100, 60);
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(2_500, 2_500, Fate.FILTERED)));
    assertThat(scene.count(Op.LIST)).isEqualTo(3 + 1);
  }

  private static Selection names(List<String> include, List<String> exclude) {
    return new Selection(patterns(include), patterns(exclude), null, null, null, null);
  }

  private static List<KeyPattern> patterns(List<String> texts) {
    return texts.stream().map(KeyPattern::parse).toList();
  }
}
