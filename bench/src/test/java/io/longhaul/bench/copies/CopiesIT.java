package io.longhaul.bench.copies;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.bench.Distribution;
import io.longhaul.bench.EmbeddedElsewhere;
import io.longhaul.bench.nulls3.BuiltNullServer;
import io.longhaul.bench.nulls3.Certificate;
import io.longhaul.bench.nulls3.NullServer.Counts;
import io.longhaul.time.SystemTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CopiesIT {
  private static final Path HOME = Path.of("../dist/target/longhaul").toAbsolutePath().normalize();
  private static final Setting TLS = new Setting(true, Duration.ZERO);
  private static final long FEW = 16_000;
  private static final long KEYS = 100_000;

  @Test
  @Timeout(300)
  void each_object_is_copied_once_and_each_page_listed_once(@TempDir Path folder) throws Exception {
    assertThat(HOME.resolve("lib/longhaul.jar")).as("the distribution, built before").exists();
    SystemTime time = new SystemTime();
    Stand stand = new Stand(BuiltNullServer.program(), Certificate.make(folder), folder, time);
    Distribution distribution = new Distribution(HOME);
    Longhaul.startOnce(distribution, folder.resolve("first.log"));
    try (EmbeddedElsewhere cloud =
        EmbeddedElsewhere.up(distribution, folder.resolve("cloud"), folder.resolve("s3"), time)) {
      for (String plane : List.of(Table.OURS, Table.SDK)) {
        Longhaul longhaul = new Longhaul(distribution, cloud, plane, 1);
        Trial copied = stand.run(longhaul, TLS, FEW, Counts::copies);
        LonghaulListing listing = new LonghaulListing(cloud, plane, 1);
        Trial listed = stand.run(listing, TLS, KEYS, Listings::listed);

        assertThat(Requests.wrongOfOurs(copied)).isEmpty();
        assertThat(Listings.wrong(listed)).isEmpty();
        assertThat(copied.cpu()).isPositive();
        assertThat(copied.before()).isPositive();
        assertThat(copied.points()).isNotEmpty();
      }
    }
    Trial bare = stand.run(new Bare(), TLS, FEW, Counts::copies);
    assertThat(Requests.wrong(bare)).isEmpty();
  }
}
