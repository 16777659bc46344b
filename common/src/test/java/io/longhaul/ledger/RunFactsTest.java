package io.longhaul.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.OpenUnits.Running;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a reader of a run is told beside its states and tallies. */
class RunFactsTest {
  private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");
  private static final RunName RUN = new RunName("orders");
  private static final WorkerId SWEEPER = new WorkerId("sweeper");

  private final Ledger ledger = new Ledger(new InMemoryTable());

  @Test
  void every_reclaim_is_counted_the_deadly_one_too() {
    WorkerId holder = new WorkerId("first");
    ledger.runs().submit(RUN, "noop", 1, "{}", "hash", Optional.of(holder), NOW);
    UnitRef root = new UnitRef(RUN, UnitId.root(RUN));
    for (int loss = 1; loss <= Reclaims.MOST_LOSSES; loss++) {
      UnitRow unit = ledger.units().find(root).orElseThrow();
      Running running = new Running(root, unit.worker().orElseThrow(), unit.fence());
      ledger.reclaims().reclaim(running, Optional.empty(), SWEEPER, NOW);
      ledger.reclaims().reclaim(running, Optional.empty(), SWEEPER, NOW);
      ledger.units().claim(root, new WorkerId("w" + loss), "t" + loss, 1, NOW);
    }
    Counts counts = ledger.runs().counts(RUN);
    assertThat(counts.reclaimed()).isEqualTo(Reclaims.MOST_LOSSES);
    assertThat(counts.open()).isZero();
    assertThat(counts.units(UnitState.DEAD)).isOne();
  }

  @Test
  void a_note_stands_until_it_is_written_anew() {
    ledger.runs().submit(RUN, "noop", 1, "{}", "hash", Optional.empty(), NOW);
    assertThat(ledger.runs().note(RUN, Map.of("store", "one", "queues", "two"))).isTrue();
    assertThat(ledger.runs().note(RUN, Map.of("store", "three"))).isTrue();
    assertThat(ledger.runs().find(RUN).orElseThrow().notes())
        .containsExactlyInAnyOrderEntriesOf(Map.of("store", "three", "queues", "two"));
  }

  @Test
  void a_note_to_a_run_that_is_not_there_makes_none() {
    assertThat(ledger.runs().note(RUN, Map.of("store", "one"))).isFalse();
    assertThat(ledger.runs().find(RUN)).isEmpty();
  }
}
