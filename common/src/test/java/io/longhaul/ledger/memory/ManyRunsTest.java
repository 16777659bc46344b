package io.longhaul.ledger.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Ledger;
import io.longhaul.unit.RunName;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManyRunsTest {
  @Test
  void every_run_is_found_however_many_came_before_it() {
    Ledger ledger = new Ledger(new InMemoryTable());
    for (int i = 0; i < 2_001; i++) {
      RunName name = new RunName("run-%05d".formatted(i));
      ledger.runs().submit(name, "noop", 1, "{}", "hash", Optional.empty(), Instant.EPOCH);
    }

    assertThat(ledger.runs().all()).hasSize(2_001);
    assertThat(ledger.runs().all().getLast().name()).hasToString("run-02000");
  }
}
