package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.LedgerAudit;
import io.longhaul.ledger.RunState;
import io.longhaul.ledger.Session;
import io.longhaul.ledger.Settlement;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelCommandTest {
  private static final RunName RUN = new RunName("orders");

  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aRunThatIsSubmitted() {
    world = submitted();
  }

  private World submitted() {
    World fresh = new World(folder);
    fresh.run("submit", fresh.job(), "--name", "orders");
    return fresh;
  }

  private RunState state() {
    return world.ledger.runs().find(RUN).orElseThrow().state();
  }

  private Claim claimOne() throws InterruptedException {
    for (UnitRef unit : world.received()) {
      WorkerId worker = new WorkerId("worker");
      world.ledger.sessions().begin(worker, "host", 1, world.time.now().plus(Duration.ofHours(1)));
      if (world.ledger.units().claim(unit, worker, "token", 1, world.time.now())
          instanceof ClaimAnswer.Won won) {
        return won.claim();
      }
    }
    throw new AssertionError("nothing to claim");
  }

  @Test
  void without_a_terminal_it_wants_yes_in_one_line() {
    Ran ran = world.run("cancel", "orders");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("longhaul: run 'orders' has 7 units open").contains("--yes");
    assertThat(state()).isEqualTo(RunState.OPEN);
  }

  @Test
  void at_a_terminal_it_asks_for_the_name() {
    world.typed = Optional.of("no");
    assertThat(world.run("cancel", "orders").exit()).isEqualTo(2);
    assertThat(state()).isEqualTo(RunState.OPEN);
    world.typed = Optional.of("orders");
    assertThat(world.run("cancel", "orders").exit()).isZero();
    assertThat(state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void interrupted_while_it_asks_it_cancels_nothing_whatever_was_typed() {
    world.typed = Optional.of("orders");
    world.whenTyped = () -> Thread.currentThread().interrupt();
    assertThat(world.run("cancel", "orders").exit()).isEqualTo(130);
    assertThat(state()).isEqualTo(RunState.OPEN);
  }

  @Test
  void it_judges_no_session_that_may_be_late_for_an_outage() throws Exception {
    claimOne();
    world.time.pass(Duration.ofHours(2));
    assertThat(world.run("cancel", "orders", "--yes").exit()).isZero();
    assertThat(world.ledger.sessions().all())
        .filteredOn(session -> session.worker().equals(new WorkerId("worker")))
        .allMatch(session -> session.state() == Session.State.LIVE)
        .hasSize(1);
    assertThat(state()).isEqualTo(RunState.CANCELLING);
  }

  @Test
  void what_is_in_nobodys_hand_is_closed_at_once_and_the_report_says_cancelled() {
    Ran ran = world.run("cancel", "orders", "--yes");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).isEqualTo("run orders is cancelled\n");
    assertThat(state()).isEqualTo(RunState.CANCELLED);
    new LedgerAudit(world.table).check(RUN);
    assertThat(world.run("report", "orders").out()).contains("run orders: cancelled");
    Ran again = world.run("cancel", "orders");
    assertThat(again.exit()).as("it may be repeated, and needs no yes then").isZero();
    assertThat(again.out()).isEqualTo("run orders is cancelled\n");
  }

  @Test
  void what_a_worker_holds_is_its_to_give_up() throws Exception {
    Claim held = claimOne();
    Ran ran = world.run("cancel", "orders", "--yes", "--json");
    assertThat(ran.out()).contains("\"outcome\":\"cancelling\"").contains("\"open\":1");
    assertThat(state()).isEqualTo(RunState.CANCELLING);
    world
        .ledger
        .settlements()
        .settle(
            new Settlement.Cancelled(held, held.payload().unfinished(Fate.CANCELLED)),
            world.time.now());
    assertThat(world.run("cancel", "orders", "--yes").out()).contains("is cancelled");
    new LedgerAudit(world.table).check(RUN);
  }

  @Test
  void a_dry_run_changes_nothing() {
    assertThat(world.run("cancel", "orders", "--dry-run").out())
        .isEqualTo("would cancel run orders, 7 units open\n");
    assertThat(state()).isEqualTo(RunState.OPEN);
  }

  @Test
  void cancelled_by_two_at_once_it_is_cancelled_whenever_the_other_comes() {
    int[] asked = {0};
    world.whenAsked = () -> asked[0]++;
    world.run("cancel", "orders", "--yes");
    assertThat(asked[0]).isGreaterThan(20);
    for (int at = 1; at <= asked[0]; at += 3) {
      world = submitted();
      List<Ran> other = new ArrayList<>();
      int[] left = {at};
      world.whenAsked =
          () -> {
            if (--left[0] == 0) other.add(world.run("cancel", "orders", "--yes"));
          };
      Ran ran = world.run("cancel", "orders", "--yes");
      world.whenAsked = () -> {};
      assertThat(ran.exit()).as("the other came at request %d: %s", at, ran.err()).isZero();
      assertThat(other).hasSize(1).allMatch(one -> one.exit() == 0);
      assertThat(state()).isEqualTo(RunState.CANCELLED);
      new LedgerAudit(world.table).check(RUN);
    }
  }

  @Test
  void a_run_that_was_over_before_is_not_called_cancelled() throws Exception {
    DeadWorld dead = new DeadWorld(folder);
    Ran ran = dead.world.run("cancel", "orders", "--yes");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).startsWith("run orders was over before: nothing was cancelled");
    assertThat(dead.world.run("cancel", "none", "--yes").exit()).isEqualTo(2);
  }
}
