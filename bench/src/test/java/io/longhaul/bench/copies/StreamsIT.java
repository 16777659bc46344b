package io.longhaul.bench.copies;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.bench.Distribution;
import io.longhaul.bench.EmbeddedElsewhere;
import io.longhaul.bench.nulls3.BuiltNullServer;
import io.longhaul.bench.nulls3.Certificate;
import io.longhaul.time.SystemTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StreamsIT {
  private static final Path HOME = Path.of("../dist/target/longhaul").toAbsolutePath().normalize();
  private static final Setting TLS = new Setting(true, Duration.ZERO);
  private static final Load SMALL = new Load(1_000, 4 << 10);
  private static final Load LARGE = new Load(4, 16 << 20);
  private static final Load AT_ONCE = new Load(64, 2 << 20);

  @Test
  @Timeout(300)
  void each_object_goes_through_once_and_many_at_once_fit_into_memory(@TempDir Path folder)
      throws Exception {
    assertThat(HOME.resolve("lib/longhaul.jar")).as("the distribution, built before").exists();
    SystemTime time = new SystemTime();
    Stand stand = new Stand(BuiltNullServer.program(), Certificate.make(folder), folder, time);
    Distribution distribution = new Distribution(HOME);
    try (EmbeddedElsewhere cloud =
        EmbeddedElsewhere.up(distribution, folder.resolve("cloud"), folder.resolve("s3"), time)) {
      for (String plane : List.of(Table.OURS, Table.SDK)) {
        LonghaulStreams streams = new LonghaulStreams(cloud, plane, 1);
        Trial small = stand.run(streams, TLS, SMALL, 64, 1_000, Size.SMALL::done);
        Trial large = stand.run(streams, TLS, LARGE, 4, 64, Size.LARGE::done);

        assertThat(StreamTable.wrongOfOurs(small, SMALL)).isEmpty();
        assertThat(StreamTable.wrongOfOurs(large, LARGE)).isEmpty();
        assertThat(small.cpu()).isPositive();
      }
      assertThat(Streams.fits(stand, cloud, folder, AT_ONCE)).isEmpty();
    }
  }
}
