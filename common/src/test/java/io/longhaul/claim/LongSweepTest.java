package io.longhaul.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.queue.memory.InMemoryWorkQueues;
import io.longhaul.time.JumpingTime;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LongSweepTest {
  private static final WorkerId LOST = new WorkerId("lost");
  private static final WorkerId ME = new WorkerId("me");

  private final JumpingTime time = new JumpingTime();
  private final InMemoryWorkQueues queues = new InMemoryWorkQueues(time);

  /** A ledger that answers each request, but takes its time. */
  private final Ledger slow =
      new Ledger(new SlowTable(new InMemoryTable(), () -> time.pass(Duration.ofMillis(500))));

  @Test
  void a_sweep_that_takes_long_is_no_outage_as_long_as_the_ledger_answers() {
    RunName run = new RunName("run");
    slow.sessions().begin(LOST, "host", 1, time.now().plusSeconds(60));
    slow.runs().submit(run, "noop", 1, "{}", "hash", Optional.of(LOST), time.now());
    Sweeper sweeper =
        new Sweeper(slow, queues, time, ME, SessionSettings.FLEET, SweepSettings.FLEET);
    for (int i = 0; i < 6; i++) {
      time.pass(SweepSettings.FLEET.every());
      sweeper.sweep();
    }

    assertThat(slow.units().find(new UnitRef(run, UnitId.root(run))).orElseThrow().state())
        .isEqualTo(UnitState.PENDING);
  }
}
