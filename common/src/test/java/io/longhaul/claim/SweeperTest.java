package io.longhaul.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.UnitRow;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.queue.memory.InMemoryWorkQueues;
import io.longhaul.time.JumpingTime;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweeperTest {
  private static final WorkerId HOLDER = new WorkerId("holder");
  private static final WorkerId ME = new WorkerId("me");

  private final JumpingTime time = new JumpingTime();
  private final InMemoryTable table = new InMemoryTable();
  private final Ledger ledger = new Ledger(table);
  private final InMemoryWorkQueues queues = new InMemoryWorkQueues(time);
  private final Sweeper sweeper =
      new Sweeper(ledger, queues, time, ME, SessionSettings.FLEET, SweepSettings.FLEET);

  @Test
  void what_a_session_held_as_it_left_is_taken_back_and_no_loss() {
    RunName run = held("run");
    ledger.sessions().leave(HOLDER);
    sweeper.sweep();

    assertThat(root(run).state()).isEqualTo(UnitState.PENDING);
    assertThat(root(run).losses()).isZero();
  }

  @Test
  void what_a_session_held_as_it_was_lost_is_taken_back_and_a_loss() {
    RunName run = held("run");
    assertThat(ledger.sessions().lose(HOLDER, time.now().plusSeconds(61))).isTrue();
    sweeper.sweep();

    assertThat(root(run).state()).isEqualTo(UnitState.PENDING);
    assertThat(root(run).losses()).isOne();
  }

  /** A run whose root is in the hand of a session. */
  private RunName held(String name) {
    RunName run = new RunName(name);
    ledger.sessions().begin(HOLDER, "host", 1, time.now().plusSeconds(60));
    ledger.runs().submit(run, "noop", 1, "{}", "hash", Optional.of(HOLDER), time.now());
    return run;
  }

  private UnitRow root(RunName run) {
    return ledger.units().find(new UnitRef(run, UnitId.root(run))).orElseThrow();
  }
}
