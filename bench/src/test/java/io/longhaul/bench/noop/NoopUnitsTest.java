package io.longhaul.bench.noop;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.bench.counted.CountedRun;
import io.longhaul.ledger.memory.InMemoryTable;
import org.junit.jupiter.api.Test;

class NoopUnitsTest {
  @Test
  void a_few_thousand_units_end_and_cost_no_more_than_promised() throws Exception {
    CountedRun.Result result = NoopUnits.run(new InMemoryTable(), 4_000, 2);

    assertThat(NoopUnits.holds(result, 4_000)).as("%s", result).isTrue();
    assertThat(result.ledgerRequestsPerUnit()).isGreaterThan(1);
    assertThat(result.bill().total()).isPositive();
  }
}
