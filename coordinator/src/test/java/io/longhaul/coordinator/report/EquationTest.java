package io.longhaul.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.CsvRow;
import io.longhaul.ledger.Counts;
import io.longhaul.ledger.RunState;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EquationTest {
  private static final Tally COPIED =
      Tally.of(Fate.LISTED, 10_000, 300).with(Fate.COPIED, 9_990, 200).with(Fate.EQUAL, 10, 100);

  private static Counts counts(Tally tally, long open, long dead) {
    return new Counts(open, Map.of(UnitState.DEAD, dead), Map.of(Tier.SMALL, tally), 0);
  }

  @Test
  void every_fate_that_was_met_is_named() {
    assertThat(new Equation(COPIED).text()).isEqualTo("10,000 listed = 9,990 copied + 10 equal");
    assertThat(new Equation(COPIED).closed()).isTrue();
  }

  @Test
  void what_was_handed_from_unit_to_unit_cancels_out() {
    Tally tally = COPIED.with(Fate.FORWARDED, 5, 50).with(Fate.RECEIVED, 5, 50);
    assertThat(new Equation(tally).text()).isEqualTo("10,000 listed = 9,990 copied + 10 equal");
  }

  @Test
  void what_is_on_its_way_is_said() {
    Tally tally = Tally.of(Fate.LISTED, 10, 10).with(Fate.COPIED, 7, 7).with(Fate.FORWARDED, 3, 3);
    assertThat(new Equation(tally).text())
        .isEqualTo("10 listed = 7 copied + 3 handed on and not settled yet");
    assertThat(new Equation(tally).closed()).isFalse();
  }

  @Test
  void an_object_that_is_missing_is_never_hidden() {
    Tally tally = Tally.of(Fate.LISTED, 10, 10).with(Fate.COPIED, 9, 10);
    assertThat(new Equation(tally).text()).contains("DOES NOT BALANCE: off by 1 object");
    assertThat(Verdict.of(RunState.CLOSED, counts(tally, 0, 0))).isEqualTo(Verdict.UNBALANCED);
    assertThat(Verdict.UNBALANCED.exit()).isEqualTo(1);
  }

  @Test
  void the_verdict_is_complete_only_if_nothing_is_dead_open_or_unknown() {
    assertThat(Verdict.of(RunState.CLOSED, counts(COPIED, 0, 0))).isEqualTo(Verdict.COMPLETE);
    assertThat(Verdict.of(RunState.CLOSED, counts(COPIED, 0, 2))).isEqualTo(Verdict.DEAD_LEFT);
    assertThat(Verdict.of(RunState.CLOSED, counts(COPIED, 1, 0))).isEqualTo(Verdict.OPEN);
    assertThat(Verdict.of(RunState.OPEN, counts(COPIED, 0, 0))).isEqualTo(Verdict.OPEN);
    Tally unknown = COPIED.with(Fate.UNKNOWN, 1, 0);
    assertThat(Verdict.of(RunState.CLOSED, counts(unknown, 0, 0)))
        .isEqualTo(Verdict.UNKNOWN_RANGES);
  }

  @Test
  void a_cell_cannot_pass_for_a_formula() {
    assertThat(CsvRow.cell("=1+1")).isEqualTo("\"'=1+1\"");
    assertThat(CsvRow.cell("-x")).isEqualTo("\"'-x\"");
    assertThat(CsvRow.cell("\t=x")).startsWith("\"'\\u0009");
    assertThat(CsvRow.cell("a,\"b\"")).isEqualTo("\"a,\"\"b\"\"\"");
    assertThat(CsvRow.cell("plain")).isEqualTo("plain");
    assertThat(CsvRow.cell("a\nb")).isEqualTo("a\\u000Ab");
  }
}
