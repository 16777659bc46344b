package io.longhaul.bench.copies;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.bench.Distribution;
import io.longhaul.bench.EmbeddedElsewhere;
import io.longhaul.bench.nulls3.BuiltNullServer;
import io.longhaul.bench.nulls3.Certificate;
import io.longhaul.time.SystemTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small ones; what they cost and how fast they are depends on the machine, and is not asserted. */
class PartsIT {
  private static final Path HOME = Path.of("../dist/target/longhaul").toAbsolutePath().normalize();
  private static final Setting PLAIN = new Setting(false, Duration.ZERO);
  private static final long FEW = 16_000;

  @Test
  @Timeout(600)
  void parts_are_asked_for_once_cuts_are_found_and_what_is_kept_is_asked_for(@TempDir Path folder)
      throws Exception {
    assertThat(HOME.resolve("lib/longhaul.jar")).as("the distribution, built before").exists();
    SystemTime time = new SystemTime();
    Stand stand = new Stand(BuiltNullServer.program(), Certificate.make(folder), folder, time);
    Distribution distribution = new Distribution(HOME);
    Longhaul.startOnce(distribution, folder.resolve("first.log"));
    try (EmbeddedElsewhere cloud =
        EmbeddedElsewhere.up(distribution, folder.resolve("cloud"), folder.resolve("s3"), time)) {
      Longhaul longhaul = new Longhaul(distribution, cloud, Table.OURS, 1);
      Map<Way, Load> loads =
          Map.of(
              Way.COPIED, new Load(3, 12L << 30, Data.JOINED),
              Way.STREAMED, new Load(1, (1L << 30) + 1, Data.JOINED));
      for (Way way : loads.keySet()) {
        Load load = loads.get(way);
        Trial trial =
            stand.run(
                longhaul.with(way.job()), PLAIN, load, way.inFlight(), way.units(load), way::done);
        assertThat(PartsAsked.wrongOfOurs(trial, way, load)).isEmpty();
        assertThat(trial.cpu()).isPositive();
      }

      List<String> wrong = new ArrayList<>();
      Pace hex = Ranges.pace(stand, longhaul.with(Ranges.HEX), FEW, wrong);
      Pace found = Ranges.pace(stand, longhaul.with(Ranges.FOUND), FEW, wrong);
      assertThat(wrong).isEmpty();
      assertThat(hex.units()).isEqualTo(256);
      assertThat(found.units()).isBetween(FEW / 2_000, 256L);

      Map<String, Longhaul> jobs = Fidelity.jobs(distribution, cloud);
      for (String side : jobs.keySet()) {
        Trial copied = Fidelity.trial(stand, jobs.get(side), side, FEW);
        assertThat(Fidelity.wrong(copied, side)).isEmpty();
      }
    }
  }
}
