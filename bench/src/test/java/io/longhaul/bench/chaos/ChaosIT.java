package io.longhaul.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.bench.Distribution;
import io.longhaul.time.SystemTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ChaosIT {
  private static final Path HOME = Path.of("../dist/target/longhaul").toAbsolutePath().normalize();

  @Test
  @Timeout(900)
  void a_minute_of_chaos_loses_nothing(@TempDir Path folder) throws Exception {
    assertThat(HOME.resolve("lib/longhaul.jar")).as("the distribution, built before").exists();
    long seed = Long.getLong("longhaul.chaos.seed", new SecureRandom().nextInt(1_000_000));
    Path buckets = Files.createDirectories(folder.resolve("s3"));
    StringBuffer said = new StringBuffer(); // several threads say something
    System.out.printf("-Dlonghaul.chaos.seed=%d%n", seed);

    ChaosRun.Judgement judgement =
        new ChaosRun(
                new Distribution(HOME),
                folder,
                buckets,
                new SystemTime(),
                line -> said.append(line).append('\n'))
            .run(Plan.small(), seed);

    System.out.println(judgement.text()); // a figure for who reads the build's output
    assertThat(judgement.wrong()).as("%s%s", said, judgement.text()).isEmpty();
  }
}
