package io.longhaul.bench.counted;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.bench.Distribution;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CopyBillIT {
  private static final Path HOME = Path.of("../dist/target/longhaul").toAbsolutePath().normalize();

  @Test
  @Timeout(300)
  void what_a_plan_reckons_is_what_a_run_asks_for(@TempDir Path folder) throws Exception {
    assertThat(HOME.resolve("lib/longhaul.jar")).as("the distribution, built before").exists();
    CopyBill.Counted counted = CopyBill.of(new Distribution(HOME), folder, 5_000);
    assertThat(counted.lines()).hasSize(5).as("%s", counted).allMatch(CopyBill.Line::holds);
    assertThat(counted.lines()).filteredOn(line -> line.counted() == 0).hasSize(1); // heads
  }
}
