package io.longhaul.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Change;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.UnitRow;
import io.longhaul.ledger.Write;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.queue.memory.InMemoryWorkQueues;
import io.longhaul.time.JumpingTime;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweeperTest {
  private static final WorkerId HOLDER = new WorkerId("holder");
  private static final WorkerId ME = new WorkerId("me");

  private final JumpingTime time = new JumpingTime();
  private final InMemoryTable table = new InMemoryTable();
  private final Ledger ledger = new Ledger(table, new Misfits());
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

  @Test
  void rows_that_cannot_be_read_are_passed_over_and_the_others_are_not() {
    RunName run = held("run");
    UnitId id = UnitId.root(run);
    String slice = "run#%x".formatted(id.slice());
    set(new Key("RUNS", "a-bad-one"), "state", "NONSENSE");
    set(new Key("U#" + slice, "U#x"), "gpk", slice, "gsk", "R#holder#no-id", "worker", "holder");
    set(new Key("U#" + slice, "U#y"), "gpk", slice, "gsk", "N#denied#" + id, "tier", "HUGE");
    lapse();

    assertThat(sweeper.sweep().reclaimed()).isOne();
    assertThat(root(run).state()).isEqualTo(UnitState.PENDING);
  }

  @Test
  void a_unit_that_nobody_can_take_back_does_not_keep_the_others_from_it() {
    RunName bad = held("a-bad-one");
    RunName run = held("run");
    UnitId id = UnitId.root(bad);
    set(new Key("U#a-bad-one#%x".formatted(id.slice()), "U#" + id), "state", "NONSENSE");
    lapse();

    assertThat(sweeper.sweep().reclaimed()).isOne();
    assertThat(root(run).state()).isEqualTo(UnitState.PENDING);
  }

  @Test
  void a_session_that_cannot_be_read_keeps_what_it_holds() {
    RunName run = held("run");
    set(new Key("LIVE", HOLDER.value()), "state", "RESTING");
    lapse();

    assertThat(sweeper.sweep().reclaimed()).isZero();
    assertThat(root(run).state()).isEqualTo(UnitState.RUNNING);
  }

  @Test
  void a_run_is_called_over_only_when_more_dead_units_than_one_sweep_announces_are_announced() {
    RunName run = held("run");
    for (int i = 1; i <= 3; i++) {
      UnitId id = UnitId.root(run).child(i);
      String slice = "run#%x".formatted(id.slice());
      Key key = new Key("U#" + slice, "U#" + id);
      set(key, "state", "DEAD", "class", "denied", "tier", "SMALL");
      set(key, "gpk", slice, "gsk", "N#denied#" + id);
    }
    table.write(
        new Write.Update(
            new Key("C#run#root#00", "C"), List.of(), List.of(new Change.Set("open", 0L))));
    Sweeper little =
        new Sweeper(
            ledger,
            queues,
            time,
            ME,
            SessionSettings.FLEET,
            new SweepSettings(Duration.ofSeconds(10), Duration.ofMinutes(1), 2));

    assertThat(little.sweep()).isEqualTo(new Sweeper.Swept(0, 0, 0, 0, 0, 0, 2));
    assertThat(ledger.runs().find(run).orElseThrow().state().over()).isFalse();
    assertThat(little.sweep()).isEqualTo(new Sweeper.Swept(0, 0, 0, 0, 0, 1, 1));
    assertThat(ledger.runs().find(run).orElseThrow().state().over()).isTrue();
  }

  private void lapse() {
    time.pass(Duration.ofMinutes(5));
  }

  private void set(Key key, String... attributes) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < attributes.length; i += 2) {
      changes.add(new Change.Set(attributes[i], attributes[i + 1]));
    }
    table.write(new Write.Update(key, List.of(), changes));
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
