package io.longhaul.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.job.Job;
import io.longhaul.job.NoopJob;
import io.longhaul.job.UnitBudget;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Items;
import io.longhaul.unit.Payload.Root;
import io.longhaul.unit.Tally;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoopTest {
  private final Noop noop = new Noop();

  @Test
  void as_many_units_do_nothing_as_were_asked_for_and_the_run_balances() {
    for (int units : List.of(1, 2, 89, 90, 91, 8_101)) {
      for (int fanout : List.of(2, 7, 90)) assertLeaves(new NoopJob(units, 3, fanout));
    }
  }

  private void assertLeaves(NoopJob options) {
    Job job = new Job(options, UnitBudget.DEFAULT);
    Outcome.Split first = noop.cut(job, new Root(0));
    Tally sum = first.tally();
    Deque<NewUnit> open = new ArrayDeque<>(first.children());
    int leaves = 0;
    while (!open.isEmpty()) {
      switch (noop.outcome(job, (Items) open.remove().payload())) {
        case Outcome.Done done -> {
          leaves++;
          sum = sum.plus(done.tally());
        }
        case Outcome.Split split -> {
          assertThat(split.tally().imbalance()).isZero();
          assertThat(split.children()).hasSizeBetween(2, options.fanout());
          sum = sum.plus(split.tally());
          open.addAll(split.children());
        }
        case Outcome.Failed failed -> throw new AssertionError(failed);
        case Outcome.Released released -> throw new AssertionError(released);
      }
    }
    assertThat(leaves).isEqualTo(options.units());
    assertThat(sum.imbalance()).isZero();
    assertThat(sum.objects(Fate.FORWARDED)).isEqualTo(sum.objects(Fate.RECEIVED));
    assertThat(sum.objects(Fate.COPIED)).isEqualTo(3L * options.units());
    assertThat(sum.objects(Fate.EQUAL)).isEqualTo(options.units());
  }

  @Test
  void items_of_another_form_are_refused() {
    Job job = new Job(new NoopJob(1, 0, 2), UnitBudget.DEFAULT);
    for (List<String> ids : List.of(List.of("x"), List.of("0-1", "1-2"))) {
      assertThatThrownBy(() -> noop.outcome(job, new Items(ids)))
          .hasMessageContaining(ids.getFirst());
    }
  }
}
