package io.longhaul.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.access.Need;
import io.longhaul.access.Need.By;
import io.longhaul.job.Artifact;
import io.longhaul.job.CommandJob;
import io.longhaul.job.Job;
import io.longhaul.job.Program;
import io.longhaul.job.S3Location;
import io.longhaul.job.Sha256;
import io.longhaul.job.UnitBudget;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Items;
import io.longhaul.unit.Payload.Root;
import io.longhaul.unit.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommandTest {
  private final Command command = new Command();

  private static Job job(List<String> items, int together, List<Artifact> artifacts) {
    return new Job(
        new CommandJob(
            new Program(false, "it"),
            List.of("{item}"),
            items,
            null,
            together,
            60,
            List.of(),
            artifacts),
        UnitBudget.DEFAULT);
  }

  @Test
  void every_item_is_in_one_unit_in_its_place_and_the_sums_balance() {
    for (int count : List.of(1, 88, 89, 90, 91, 1_000)) {
      for (int together : List.of(1, 7, 1_000)) {
        List<String> items = IntStream.range(0, count).mapToObj(i -> "item-" + i).toList();
        assertThat(handed(job(items, together, List.of()), together)).isEqualTo(items);
      }
    }
  }

  private List<String> handed(Job job, int together) {
    List<String> handed = new ArrayList<>();
    Root root = new Root(0);
    while (root != null) {
      Outcome.Split split = command.cut(job, root);
      root = null;
      Tally tally = split.tally();
      assertThat(tally.imbalance()).isZero();
      for (NewUnit unit : split.children()) {
        switch (unit.payload()) {
          case Items items -> {
            assertThat(items.ids()).hasSizeLessThanOrEqualTo(together);
            handed.addAll(items.ids());
          }
          case Root rest -> root = rest;
          default -> throw new AssertionError(unit);
        }
      }
    }
    return handed;
  }

  @Test
  void items_that_are_long_fill_a_unit_before_there_are_many() {
    List<String> items = IntStream.range(0, 200).mapToObj(i -> i + "x".repeat(1_000)).toList();
    Outcome.Split split = command.cut(job(items, 1_000, List.of()), new Root(0));
    assertThat(split.children()).hasSizeGreaterThan(5);
  }

  @Test
  void it_needs_to_read_what_lies_where_the_job_says_and_no_more() {
    Sha256 sha256 = new Sha256("ab".repeat(32));
    Artifact there = Artifact.stored("a", S3Location.parse("s3://tools/a b*"), sha256);
    Artifact here = new Artifact("b", "b.sh", null, null);
    assertThat(command.needs(job(List.of("x"), 1, List.of(there, here))))
        .containsExactly(Need.ofObject(By.WORKER, "s3:GetObject", "tools", "a b*"));
  }
}
