package io.longhaul.bench.copies;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.bench.Distribution;
import io.longhaul.bench.EmbeddedElsewhere;
import io.longhaul.bench.nulls3.BuiltNullServer;
import io.longhaul.time.SystemTime;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A small one; how fast it is depends on the machine, and is not asserted. */
class ThrottleIT {
  private static final Path HOME = Path.of("../dist/target/longhaul").toAbsolutePath().normalize();
  private static final int RATE = 300;
  private static final long OBJECTS = 2_000;

  @Test
  @Timeout(300)
  void what_a_store_refuses_is_copied_later_and_once_by_each_of_two_workers(@TempDir Path folder)
      throws Exception {
    assertThat(HOME.resolve("lib/longhaul.jar")).as("the distribution, built before").exists();
    SystemTime time = new SystemTime();
    ThrottledFleet fleet =
        new ThrottledFleet(BuiltNullServer.program(), Duration.ofMillis(20), folder, time);
    Distribution distribution = new Distribution(HOME);
    Longhaul.startOnce(distribution, folder.resolve("first.log"));
    try (EmbeddedElsewhere cloud =
        EmbeddedElsewhere.up(distribution, folder.resolve("cloud"), folder.resolve("s3"), time)) {
      Longhaul longhaul = new Longhaul(distribution, cloud, Table.OURS, 1);
      Throttled trial = fleet.run(longhaul, RATE, 2, OBJECTS, line -> {});

      assertThat(trial.wrong()).isEmpty();
      assertThat(trial.exits()).containsExactly(0, 0);
      assertThat(trial.ended()).as("no dead units").isZero();
      assertThat(trial.counts().copies()).isGreaterThanOrEqualTo(OBJECTS);
      assertThat(trial.counts().refused()).isPositive();
      assertThat(trial.curve().looks()).isNotEmpty();
    }
  }
}
