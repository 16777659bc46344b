package io.longhaul.bench.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.bench.Distribution;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HeapRunIT {
  private static final Path HOME = Path.of("../dist/target/longhaul").toAbsolutePath().normalize();

  @Test
  @Timeout(300)
  void a_run_over_a_store_that_holds_nothing_copies_each_key(@TempDir Path folder)
      throws Exception {
    assertThat(HOME.resolve("lib/longhaul.jar")).as("the distribution, built before").exists();

    HeapRun.Seen seen = new HeapRun(folder, new Distribution(HOME)).copy(2_000);

    assertThat(seen.exit()).isZero();
    assertThat(seen.copies()).isGreaterThanOrEqualTo(2_000);
    assertThat(seen.coordinator()).isPositive();
  }
}
