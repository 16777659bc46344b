package io.longhaul.ledger;

import static io.longhaul.ledger.LedgerScene.A;
import static io.longhaul.ledger.LedgerScene.B;
import static io.longhaul.ledger.LedgerScene.C;
import static io.longhaul.ledger.LedgerScene.MANY;
import static io.longhaul.ledger.LedgerScene.children;
import static io.longhaul.ledger.LedgerScene.mine;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.Claim;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PENDING, WAITING and RUNNING to CANCELLED. */
interface CancelContract extends LedgerUnderTest {
  @Test
  default void asking_marks_the_run_and_may_be_repeated() {
    LedgerScene s = scene();
    s.pending(2);
    assertThat(ledger().cancels().ask(s.run)).isTrue();
    assertThat(s.runState()).isEqualTo(RunState.CANCELLING);
    assertThat(ledger().cancels().ask(s.run)).isTrue();
    assertThat(s.open()).isEqualTo(2);
  }

  @Test
  default void a_run_that_is_over_cannot_be_cancelled() {
    LedgerScene s = scene();
    s.done(s.root());
    s.closeRun();
    List<Row> before = s.everything();
    assertThat(ledger().cancels().ask(s.run)).isFalse();
    assertThat(s.everything()).isEqualTo(before);
  }

  @Test
  default void a_pending_unit_is_closed_as_unfinished_under_the_next_fence() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(2).getFirst();
    s.cancelRun();
    assertThat(s.cancel(ref)).isTrue();
    assertThat(s.state(ref)).isEqualTo(UnitState.CANCELLED);
    assertThat(s.word(ref)).isEmpty();
    assertThat(s.row(ref).fence()).isEqualTo(1);
    assertThat(s.rootCounts().open()).isEqualTo(1);
    assertThat(s.rootCounts().units(UnitState.CANCELLED)).isEqualTo(1);
    assertThat(s.rootCounts().tally()).isEqualTo(Tally.of(Fate.UNKNOWN, 1, 0));
    assertThat(s.cancel(ref)).as("repeated").isFalse();
  }

  @Test
  default void a_unit_of_a_run_that_is_not_cancelled_is_left_alone() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    assertThat(s.cancel(ref)).isFalse();
    assertThat(s.state(ref)).isEqualTo(UnitState.PENDING);
  }

  @Test
  default void a_unit_of_a_stage_that_is_not_marked_yet_is_left_alone() {
    LedgerScene s = scene();
    UnitRef ref = s.staged(1).getFirst();
    ledger().cancels().ask(s.run);
    assertThat(s.cancel(ref)).isFalse();
    ledger().cancels().markStages(s.run);
    assertThat(s.cancel(ref)).isTrue();
  }

  @Test
  default void a_running_unit_is_cancelled_only_under_the_fence_of_its_lost_holder() {
    LedgerScene s = scene();
    Claim claim = s.claim(s.pending(1).getFirst(), A);
    s.cancelRun();
    assertThat(s.cancel(claim.ref())).as("it is in a hand").isFalse();
    var other = new OpenUnits.Running(claim.ref(), B, claim.fence());
    assertThat(ledger().cancels().cancel(other, C, s.now)).isFalse();
    var stale = new OpenUnits.Running(claim.ref(), A, claim.fence() + 1);
    assertThat(ledger().cancels().cancel(stale, C, s.now)).isFalse();
    assertThat(ledger().cancels().cancel(s.running(claim), C, s.now)).isTrue();
    assertThat(s.done(claim)).as("too late").isEqualTo(new Settled.Stale());
  }

  @Test
  default void closed_units_stay_what_they_are() {
    LedgerScene s = scene();
    List<UnitRef> units = s.pending(2);
    s.finish(units.get(0));
    s.kill(units.get(1));
    s.cancelRun();
    for (UnitRef unit : units) assertThat(s.cancel(unit)).isFalse();
    assertThat(s.state(units.get(1))).isEqualTo(UnitState.DEAD);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, MANY})
  default void a_run_is_not_over_while_a_unit_of_an_inner_stage_is_in_a_hand(int units) {
    LedgerScene s = scene();
    List<UnitRef> stage = s.staged(units);
    Claim held = s.claim(stage.getFirst(), A);
    s.cancelRun();
    for (UnitRef unit : stage.subList(1, units)) assertThat(s.cancel(unit)).isTrue();
    assertThat(s.cancel(s.next())).as("its stage is open").isFalse();
    assertThat(s.closeRun()).isFalse();

    mine(s.cancelled(held));
    assertThat(s.cancel(s.next())).isTrue();
    assertThat(s.stageState(s.rootRef())).isEqualTo(Stages.CLOSED);
    assertThat(s.closeRun()).isTrue();
    assertThat(s.runState()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  default void a_next_whose_stage_was_empty_before_the_mark_is_cancelled() {
    LedgerScene s = scene();
    for (UnitRef unit : s.staged(MANY)) s.finish(unit);
    s.cancelRun();
    assertThat(s.close(s.rootRef())).as("nothing opens behind the mark").isEmpty();
    assertThat(s.state(s.next())).isEqualTo(UnitState.WAITING);
    assertThat(s.cancel(s.next())).isTrue();
    assertThat(s.closeRun()).isTrue();
  }

  @Test
  default void the_last_settler_of_a_small_stage_opens_nothing_behind_the_mark() {
    LedgerScene s = scene();
    Claim last = s.claim(s.staged(1).getFirst(), A);
    s.cancelRun();
    assertThat(mine(s.done(last))).isEmpty();
    assertThat(s.state(last.ref())).isEqualTo(UnitState.DONE);
    assertThat(s.state(s.next())).isEqualTo(UnitState.WAITING);
    assertThat(s.cancel(s.next())).isTrue();
  }

  @Test
  default void stages_within_stages_are_cancelled_from_the_inside_out() {
    LedgerScene s = scene();
    UnitRef outer = s.staged(1).getFirst();
    Claim inner = s.claim(outer, A);
    s.splitWithNext(inner, 2);
    UnitRef innerNext = LedgerScene.nextOf(outer);
    s.cancelRun();
    assertThat(s.cancel(s.next())).isFalse();
    assertThat(s.cancel(innerNext)).isFalse();
    for (UnitRef unit : children(inner, 2)) assertThat(s.cancel(unit)).isTrue();
    assertThat(s.cancel(s.next())).as("the inner next is open in its stage").isFalse();
    assertThat(s.cancel(innerNext)).isTrue();
    assertThat(s.cancel(s.next())).isTrue();
    assertThat(s.closeRun()).isTrue();
  }

  @Test
  default void a_pending_unit_of_a_cancelled_run_may_be_claimed_and_is_given_up_by_its_worker() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    s.cancelRun();
    Claim claim = s.claim(ref, A);
    mine(s.cancelled(claim));
    assertThat(s.closeRun()).isTrue();
  }

  @Test
  default void a_cancelled_run_may_have_dead_units_which_can_be_accepted_and_not_redriven() {
    LedgerScene s = scene();
    UnitRef dead = s.pending(1).getFirst();
    s.kill(dead);
    s.cancelRun();
    assertThat(s.redrive(dead, true)).isInstanceOf(Redrives.Redriven.Refused.class);
    assertThat(s.closeRun()).isTrue();
    assertThat(s.runState()).isEqualTo(RunState.CANCELLED);
    assertThat(s.redrive(dead, true)).isInstanceOf(Redrives.Redriven.Refused.class);
    assertThat(ledger().redrives().accept(dead, "me", "fine", A, s.now)).isTrue();
  }
}
