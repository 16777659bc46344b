package io.longhaul.ledger;

import static io.longhaul.ledger.LedgerScene.A;
import static io.longhaul.ledger.LedgerScene.B;
import static io.longhaul.ledger.LedgerScene.children;
import static io.longhaul.ledger.LedgerScene.mine;
import static io.longhaul.ledger.LedgerScene.nextOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Redrives.Redriven;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DEAD to PENDING or to ACCEPTED. */
interface RedriveContract extends LedgerUnderTest {
  @Test
  default void a_redriven_unit_has_a_fresh_budget_and_its_tally_is_taken_back_out() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(2).getFirst();
    ledger().units().retry(s.claim(ref, A), FailureClass.UNAVAILABLE, "503", s.now, s.now);
    s.reclaim(s.claim(ref, A));
    s.kill(ref);
    assertThat(s.redrive(ref, false))
        .isEqualTo(new Redriven.Pending(new Settled.ToSend(ref, Tier.SMALL, s.now)));
    UnitRow unit = s.row(ref);
    assertThat(unit.state()).isEqualTo(UnitState.PENDING);
    assertThat(unit.attempts()).isZero();
    assertThat(unit.losses()).isZero();
    assertThat(unit.fence()).as("the fence is never reset").isEqualTo(4);
    assertThat(s.rootCounts().open()).isEqualTo(2);
    assertThat(s.rootCounts().units(UnitState.DEAD)).isZero();
    assertThat(s.rootCounts().tally()).isEqualTo(Tally.NONE);
    assertThat(s.claim(ref, B).fence()).isEqualTo(5);
  }

  @Test
  default void a_redrive_that_is_repeated_changes_nothing_more() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    s.kill(ref);
    s.redrive(ref, false);
    List<Row> before = s.everything();
    assertThat(s.redrive(ref, false)).isEqualTo(new Redriven.Moved());
    assertThat(s.everything()).isEqualTo(before);
  }

  @Test
  default void a_unit_may_die_and_be_redriven_again_and_again_within_one_millisecond() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    for (int i = 0; i < 3; i++) {
      s.kill(ref);
      assertThat(s.redrive(ref, false)).isInstanceOf(Redriven.Pending.class);
      assertThat(s.state(ref)).isEqualTo(UnitState.PENDING);
    }
  }

  @Test
  default void who_claims_a_unit_is_told_how_often_it_was_redriven() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    Claim first = s.claim(ref, A);
    assertThat(first.redriven()).isZero();
    s.reclaim(first);
    for (int times = 1; times <= 2; times++) {
      s.kill(ref);
      s.redrive(ref, false);
      s.redrive(ref, false);
      Claim claim = s.claim(ref, B);
      assertThat(claim.redriven()).isEqualTo(times);
      ledger().units().retry(claim, FailureClass.UNAVAILABLE, "503", s.now, s.now);
      assertThat(s.row(ref).redriven()).as("a retry is no redrive").isEqualTo(times);
    }
  }

  @Test
  default void only_dead_units_are_redriven_or_accepted() {
    LedgerScene s = scene();
    List<UnitRef> units = s.staged(3);
    s.finish(units.get(0));
    s.claim(units.get(1), A);
    List<Row> before = s.everything();
    for (UnitRef ref : List.of(units.get(0), units.get(1), units.get(2), s.next(), s.rootRef())) {
      assertThat(s.redrive(ref, true)).isEqualTo(new Redriven.Moved());
      assertThat(ledger().redrives().accept(ref, "me", "why", A, s.now)).isFalse();
    }
    UnitRef none = new UnitRef(s.run, s.rootRef().unit().child(99));
    assertThat(s.redrive(none, true)).isEqualTo(new Redriven.Moved());
    assertThat(s.everything()).isEqualTo(before);
  }

  @Test
  default void accepting_closes_by_hand_and_its_objects_count_as_skipped() {
    LedgerScene s = scene();
    Claim root = s.root();
    s.settle(
        new Settlement.Split(
            root,
            Tally.of(Fate.LISTED, 4, 40).with(Fate.FORWARDED, 4, 40),
            List.of(LedgerScene.keys(4, 100)),
            Optional.empty(),
            1));
    UnitRef ref = children(root, 1).getFirst();
    s.kill(ref);
    assertThat(ledger().redrives().accept(ref, "ada", "not needed", B, s.now)).isTrue();
    UnitRow unit = s.row(ref);
    assertThat(unit.state()).isEqualTo(UnitState.ACCEPTED);
    assertThat(unit.row().text("by")).isEqualTo("ada");
    assertThat(unit.row().text("accepted")).isEqualTo("not needed");
    assertThat(s.word(ref)).isEmpty();
    assertThat(s.rootCounts().units(UnitState.DEAD)).isZero();
    assertThat(s.rootCounts().units(UnitState.ACCEPTED)).isEqualTo(1);
    assertThat(s.rootCounts().tallies().get(Tier.MEDIUM))
        .isEqualTo(Tally.of(Fate.RECEIVED, 4, 40).with(Fate.SKIPPED, 4, 40));
    assertThat(ledger().redrives().accept(ref, "ada", "not needed", B, s.now)).isFalse();
    assertThat(s.redrive(ref, true)).isEqualTo(new Redriven.Moved());
  }

  @Test
  default void accepting_what_was_never_listed_leaves_it_unknown() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    s.kill(ref);
    ledger().redrives().accept(ref, "ada", "\uD83D\uDE80".repeat(200), B, s.now);
    assertThat(s.rootCounts().tally()).isEqualTo(Tally.of(Fate.UNKNOWN, 1, 0));
  }

  @Test
  default void redriving_reopens_a_run_that_was_closed_and_it_closes_again() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    s.kill(ref);
    for (int i = 0; i < 2; i++) {
      assertThat(s.closeRun()).isTrue();
      assertThat(s.redrive(ref, false)).isInstanceOf(Redriven.Pending.class);
      Run run = ledger().runs().find(s.run).orElseThrow();
      assertThat(run.state()).isEqualTo(RunState.OPEN);
      assertThat(run.ended()).as("it has not ended").isEqualTo(Instant.EPOCH);
      s.kill(ref);
    }
    assertThat(s.closeRun()).isTrue();
  }

  @Test
  default void while_the_next_waits_a_unit_of_its_stage_is_just_counted_open_again() {
    LedgerScene s = scene();
    List<UnitRef> units = s.staged(2);
    s.kill(units.getFirst());
    assertThat(s.redrive(units.getFirst(), false)).isInstanceOf(Redriven.Pending.class);
    assertThat(s.counts(s.rootRef()).open()).isEqualTo(2);
    assertThat(s.state(s.next())).isEqualTo(UnitState.WAITING);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  default void a_next_that_is_pending_goes_back_to_waiting(boolean tolerated) {
    LedgerScene s = scene();
    UnitRef only = s.staged(1).getFirst();
    s.kill(only);
    assertThat(s.state(s.next())).isEqualTo(UnitState.PENDING);
    assertThat(s.redrive(only, tolerated)).isInstanceOf(Redriven.Pending.class);
    assertThat(s.state(s.next())).isEqualTo(UnitState.WAITING);
    assertThat(s.stageState(s.rootRef())).isEqualTo(Stages.OPEN);
    assertThat(s.rootCounts().open()).isEqualTo(1);
    assertThat(s.tryClaim(s.next(), B)).isEqualTo(new ClaimAnswer.Refused("waiting"));
    s.finish(only);
    assertThat(s.state(s.next())).isEqualTo(UnitState.PENDING);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  default void a_next_that_is_dead_waits_again_with_a_fresh_budget_and_the_run_reopens(
      boolean tolerated) {
    LedgerScene s = scene();
    UnitRef only = s.staged(1).getFirst();
    s.kill(only);
    s.kill(s.next());
    s.closeRun();
    assertThat(s.redrive(only, tolerated)).isInstanceOf(Redriven.Pending.class);
    assertThat(s.runState()).isEqualTo(RunState.OPEN);
    assertThat(s.state(s.next())).isEqualTo(UnitState.WAITING);
    assertThat(s.rootCounts().units(UnitState.DEAD)).isZero();
    assertThat(s.open()).isEqualTo(2);
    s.finish(only);
    assertThat(s.claim(s.next(), B).attempts()).isZero();
  }

  @Test
  default void what_follows_is_under_way_or_over_so_redriving_is_refused() {
    LedgerScene s = scene();
    UnitRef only = s.staged(1).getFirst();
    s.kill(only);
    Claim next = s.claim(s.next(), A);
    assertThat(refusal(only)).contains("RUNNING");
    mine(s.done(next));
    List<Row> before = s.everything();
    assertThat(refusal(only)).contains("DONE");
    assertThat(s.everything()).isEqualTo(before);
  }

  @Test
  default void what_follows_has_split_or_was_accepted_so_redriving_is_refused() {
    LedgerScene s = scene();
    List<UnitRef> units = s.pending(2);
    List<UnitRef> dead =
        units.stream()
            .map(unit -> {
              Claim splitter = s.claim(unit, A);
              s.splitWithNext(splitter, 1);
              UnitRef child = children(splitter, 1).getFirst();
              s.kill(child);
              return child;
            })
            .toList();
    s.split(s.claim(nextOf(units.get(0)), A), 1);
    s.kill(nextOf(units.get(1)));
    ledger().redrives().accept(nextOf(units.get(1)), "me", "why", A, s.now);
    assertThat(refusal(dead.get(0))).contains("SPLIT");
    assertThat(refusal(dead.get(1))).contains("ACCEPTED");
  }

  @Test
  default void a_tolerant_next_under_way_lets_the_unit_count_in_the_stage_around() {
    LedgerScene s = scene();
    UnitRef only = s.staged(1).getFirst();
    s.kill(only);
    Claim next = s.claim(s.next(), A);
    assertThat(s.redrive(only, true)).isInstanceOf(Redriven.Pending.class);
    assertThat(s.row(only).stage()).isEqualTo(Stages.ROOT);
    assertThat(s.row(only).shards()).isEqualTo(Stages.MOST_SHARDS);
    assertThat(s.rootCounts().open()).isEqualTo(2);
    assertThat(s.stageState(s.rootRef())).isEqualTo(Stages.CLOSED);
    mine(s.done(next));
    assertThat(s.closeRun()).isFalse();
    s.finish(only);
    assertThat(s.closeRun()).isTrue();
  }

  @Test
  default void a_tolerant_next_that_is_over_lets_the_run_reopen_for_the_unit() {
    LedgerScene s = scene();
    UnitRef only = s.staged(1).getFirst();
    s.kill(only);
    s.finish(s.next());
    s.closeRun();
    assertThat(s.redrive(only, true)).isInstanceOf(Redriven.Pending.class);
    assertThat(s.runState()).isEqualTo(RunState.OPEN);
    Claim again = s.claim(only, B);
    assertThat(again.stage()).isEqualTo(Stages.ROOT);
    s.split(again, 2);
    for (UnitRef child : children(again, 2)) s.kill(child);
    assertThat(s.closeRun()).isTrue();
    assertThat(s.redrive(children(again, 1).getFirst(), true)).isInstanceOf(Redriven.Pending.class);
  }

  @Test
  default void a_dead_next_itself_is_redriven_to_pending() {
    LedgerScene s = scene();
    s.finish(s.staged(1).getFirst());
    s.kill(s.next());
    s.closeRun();
    assertThat(s.redrive(s.next(), false))
        .isEqualTo(new Redriven.Pending(new Settled.ToSend(s.next(), Tier.SMALL, s.now)));
    assertThat(s.state(s.next())).isEqualTo(UnitState.PENDING);
    assertThat(s.stageState(s.rootRef())).isEqualTo(Stages.CLOSED);
    s.finish(s.next());
    assertThat(s.closeRun()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  default void stages_reopen_from_the_inside_out_up_to_the_run(boolean tolerated) {
    LedgerScene s = scene();
    UnitRef outer = s.staged(1).getFirst();
    Claim inner = s.claim(outer, A);
    s.splitWithNext(inner, 1);
    UnitRef innermost = children(inner, 1).getFirst();
    s.kill(innermost);
    s.kill(nextOf(outer));
    s.kill(s.next());
    s.closeRun();
    assertThat(s.redrive(innermost, tolerated)).isInstanceOf(Redriven.Pending.class);
    assertThat(s.state(nextOf(outer))).isEqualTo(UnitState.WAITING);
    assertThat(s.state(s.next())).isEqualTo(UnitState.WAITING);
    assertThat(s.open()).isEqualTo(3);
    s.finish(innermost);
    s.finish(nextOf(outer));
    s.finish(s.next());
    assertThat(s.closeRun()).isTrue();
  }

  @Test
  default void a_dead_next_around_which_all_is_over_is_counted_where_it_can_be_if_tolerated() {
    LedgerScene s = scene();
    UnitRef outer = s.staged(1).getFirst();
    Claim inner = s.claim(outer, A);
    s.splitWithNext(inner, 1);
    UnitRef innermost = children(inner, 1).getFirst();
    s.kill(innermost);
    s.kill(nextOf(outer));
    s.finish(s.next());
    s.closeRun();
    assertThat(s.redrive(innermost, false)).isInstanceOf(Redriven.Refused.class);
    assertThat(s.redrive(innermost, true)).isInstanceOf(Redriven.Pending.class);
    assertThat(s.state(nextOf(outer))).isEqualTo(UnitState.WAITING);
    assertThat(s.closeRun()).isFalse();
    s.finish(innermost);
    assertThat(s.state(nextOf(outer))).isEqualTo(UnitState.PENDING);
    assertThat(s.closeRun()).isFalse();
    s.finish(nextOf(outer));
    assertThat(s.closeRun()).isTrue();
  }

  @Test
  default void behind_the_mark_of_an_inner_stage_redriving_is_refused() {
    LedgerScene s = scene();
    List<UnitRef> units = s.staged(2);
    s.kill(units.getFirst());
    s.cancelRun();
    assertThat(refusal(units.getFirst())).contains("cancel");
    assertThat(s.state(units.getFirst())).isEqualTo(UnitState.DEAD);
  }

  private String refusal(UnitRef ref) {
    Redriven answer = scene().redrive(ref, false);
    assertThat(answer).isInstanceOf(Redriven.Refused.class);
    return ((Redriven.Refused) answer).why();
  }
}
