package io.longhaul.coordinator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.Accesses;
import io.longhaul.job.Alphabet;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.UnitBudget;
import io.longhaul.kind.S3Copy;
import io.longhaul.partition.census.Slice;
import io.longhaul.unit.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReckoningTest {
  private static UnitCount count(int depth, int budget, Slice... slices) {
    return count(new Cut.Hex(Alphabet.UPPER_HEX, depth), budget, slices);
  }

  private static UnitCount count(Cut cut, int budget, Slice... slices) {
    S3CopyJob copy =
        new S3CopyJob(
            S3Location.parse("s3://orders/a/"),
            S3Location.parse("s3://copies/"),
            cut,
            CopyOptions.DEFAULT,
            Accesses.USUAL);
    Job job = new Job(copy, new UnitBudget(budget, 60, 5));
    return UnitCount.of(job, new S3Copy(), List.of(slices));
  }

  private static Pace pace(double copies, double streamed, long cuts, int perSecond) {
    UnitCount units = new UnitCount(Map.of(Tier.MEDIUM, cuts), cuts, cuts, cuts, 0, 0);
    return new Pace(copies, streamed, units, perSecond);
  }

  @Test
  void units_split_as_workers_split_them() {
    assertThat(UnitCount.units(0, 1_000)).isEqualTo(1);
    assertThat(UnitCount.units(1_500, 1_000)).as("the end is in sight").isEqualTo(1);
    assertThat(UnitCount.units(1_600, 1_000)).as("and the rest").isEqualTo(2);
    assertThat(UnitCount.units(3_000, 1_000)).as("two halves of the rest").isEqualTo(3);
    assertThat(UnitCount.units(7_000, 1_000)).isEqualTo(7);
  }

  @Test
  void cuts_are_those_of_submit_and_units_where_the_objects_are() {
    UnitCount units = count(2, 1_000, new Slice("a/3", "a/3\uDBFF\uDFFF", 16 * 7_000));
    assertThat(units.cuts()).isEqualTo(256);
    assertThat(units.holding()).isEqualTo(16);
    assertThat(units.of(Tier.MEDIUM)).isEqualTo(240 + 16 * 7);
    assertThat(units.of(Tier.SMALL)).as("the root and the rests of it").isEqualTo(3);
    assertThat(count(1, 100, new Slice("a/", "a/\uDBFF\uDFFF", 8)).of(Tier.SMALL))
        .as("units of 100 copies are small")
        .isEqualTo(1 + 16);
  }

  @Test
  void ranges_that_workers_look_for_count_as_many_as_they_find_and_what_looking_takes() {
    UnitCount units = count(new Cut.Ranges(), 1_000, new Slice("a/", "a/\uDBFF\uDFFF", 750_000));
    assertThat(units.cuts()).isEqualTo(1);
    assertThat(units.holding()).isEqualTo(1_000);
    assertThat(units.working()).isEqualTo(1_000);
    assertThat(units.looks()).isEqualTo(32);
    assertThat(units.of(Tier.MEDIUM)).isEqualTo(1_000 + 32);
    UnitCount few = count(new Cut.Ranges(), 1_000, new Slice("a/", "a/z", 1_400));
    assertThat(few.all()).as("the root and what copies all").isEqualTo(2);
    assertThat(few.looks()).isZero();
  }

  @Test
  void objects_in_the_last_cut_and_beyond_it_are_in_no_other() {
    UnitCount units = count(1, 1_000, new Slice("a/zz", "a/zz\uDBFF\uDFFF", 7_000));
    assertThat(units.holding()).isEqualTo(1);
    assertThat(units.of(Tier.MEDIUM)).isEqualTo(15 + 7);
  }

  @Test
  void what_holds_a_fleet_up_is_named() {
    Pace few = pace(7e6, 0, 2, 1_000);
    assertThat(few.fleet(1)).isEqualTo(new Fleet(1, Duration.ofSeconds(7_000), "the workers"));
    assertThat(few.fleet(8).bottleneck()).isEqualTo("too few units: work for 2 workers");
    Pace many = pace(7e6, 0, 16, 100_000);
    assertThat(many.fleet(16))
        .isEqualTo(new Fleet(16, Duration.ofSeconds(125), "S3: 16 prefixes of 3,500 writes/s"));
    assertThat(many.onePartition()).isEqualTo(Duration.ofSeconds(2_000));
    assertThat(pace(1_000, 1.25e12, 16, 1_000).fleet(4))
        .isEqualTo(new Fleet(4, Duration.ofSeconds(250), "the workers' network"));
  }
}
