package io.longhaul.ledger;

import static io.longhaul.ledger.LedgerScene.A;
import static io.longhaul.ledger.LedgerScene.B;
import static io.longhaul.ledger.LedgerScene.C;
import static io.longhaul.ledger.LedgerScene.MANY;
import static io.longhaul.ledger.LedgerScene.children;
import static io.longhaul.ledger.LedgerScene.mine;
import static io.longhaul.ledger.LedgerScene.nextOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.Claim;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WAITING to PENDING when a stage closes, and the end of the run. */
interface StageContract extends LedgerUnderTest {
  @Test
  default void the_last_settler_of_a_small_stage_opens_what_follows_and_is_to_send_it() {
    LedgerScene s = scene();
    List<UnitRef> units = s.staged(2);
    s.finish(units.get(0));
    assertThat(s.state(s.next())).isEqualTo(UnitState.WAITING);
    s.pass(Duration.ofSeconds(1));
    assertThat(mine(s.done(s.claim(units.get(1), B))))
        .containsExactly(new Settled.ToSend(s.next(), Tier.SMALL, s.now));
    assertThat(s.state(s.next())).isEqualTo(UnitState.PENDING);
    assertThat(s.row(s.next()).due()).isEqualTo(s.now);
    assertThat(s.stageState(s.rootRef())).isEqualTo(Stages.CLOSED);
    assertThat(s.rootCounts().open()).as("the next, pending").isEqualTo(1);
  }

  @Test
  default void a_dead_unit_closes_its_stage_like_any_other() {
    LedgerScene s = scene();
    UnitRef only = s.staged(1).getFirst();
    assertThat(mine(s.dead(s.claim(only, A)))).hasSize(1);
    assertThat(s.state(s.next())).isEqualTo(UnitState.PENDING);
  }

  @Test
  default void a_last_unit_that_splits_keeps_its_stage_open() {
    LedgerScene s = scene();
    Claim only = s.claim(s.staged(1).getFirst(), A);
    s.split(only, 2);
    assertThat(s.state(s.next())).isEqualTo(UnitState.WAITING);
    for (UnitRef child : children(only, 2)) s.finish(child);
    assertThat(s.state(s.next())).isEqualTo(UnitState.PENDING);
  }

  @Test
  default void when_the_answer_of_the_last_settle_was_lost_it_says_again_what_to_send() {
    LedgerScene s = scene();
    Claim last = s.claim(s.staged(1).getFirst(), A);
    List<Settled.ToSend> first = mine(s.done(last));
    assertThat(first).hasSize(1);
    assertThat(mine(s.done(last))).isEqualTo(first);
    s.pass(Duration.ofSeconds(2));
    assertThat(mine(s.done(last))).extracting(Settled.ToSend::unit).containsExactly(s.next());
    s.claim(s.next(), B);
    assertThat(mine(s.done(last))).as("it is in hand: no message needed").isEmpty();
  }

  @Test
  default void a_large_stage_is_closed_by_whoever_looks_once_nothing_of_it_is_open() {
    LedgerScene s = scene();
    List<UnitRef> units = s.staged(MANY);
    for (UnitRef unit : units.subList(1, MANY)) s.finish(unit);
    assertThat(s.close(s.rootRef())).isEmpty();
    assertThat(mine(s.done(s.claim(units.getFirst(), B)))).isEmpty();
    assertThat(s.state(s.next())).isEqualTo(UnitState.WAITING);

    assertThat(s.close(s.rootRef())).contains(new Settled.ToSend(s.next(), Tier.SMALL, s.now));
    assertThat(s.state(s.next())).isEqualTo(UnitState.PENDING);
    assertThat(s.stageState(s.rootRef())).isEqualTo(Stages.CLOSED);
  }

  @Test
  default void a_closed_stage_is_not_closed_again() {
    LedgerScene s = scene();
    for (UnitRef unit : s.staged(MANY)) s.finish(unit);
    assertThat(s.close(s.rootRef())).isPresent();
    List<Row> before = s.everything();
    assertThat(s.close(s.rootRef())).isEmpty();
    assertThat(s.everything()).isEqualTo(before);
  }

  @Test
  default void counter_rows_may_go_below_zero_and_only_their_sum_counts() {
    LedgerScene s = scene();
    List<UnitRef> units = s.staged(MANY);
    for (UnitRef unit : units) mine(s.done(s.claim(unit, worker(7))));
    String stage = s.rootRef().unit().value();
    List<Row> shards = s.table.read(LedgerKeys.shards(s.run, stage, 16));
    assertThat(shards).extracting(row -> row.number(Shard.OPEN)).contains(-60L, 60L);
    assertThat(s.close(s.rootRef())).isPresent();
  }

  @Test
  default void a_stage_of_many_lanes_adds_up() {
    LedgerScene s = scene();
    List<UnitRef> units = s.staged(MANY);
    for (int i = 0; i < MANY; i++) mine(s.done(s.claim(units.get(i), worker(i % 16))));
    assertThat(s.counts(s.rootRef()).open()).isZero();
    assertThat(s.close(s.rootRef())).isPresent();
  }

  @Test
  default void an_unknown_stage_is_not_closed() {
    LedgerScene s = scene();
    s.root();
    assertThat(ledger().stages().closeIfDone(s.run, "nosuchstage", C, s.now)).isEmpty();
  }

  @Test
  default void stages_within_stages_close_from_the_inside_out() {
    LedgerScene s = scene();
    UnitRef outer = s.staged(1).getFirst();
    Claim inner = s.claim(outer, A);
    s.splitWithNext(inner, 2);
    UnitRef innerNext = nextOf(outer);
    assertThat(s.counts(s.rootRef()).open()).as("the inner next, waiting").isEqualTo(1);
    for (UnitRef unit : children(inner, 2)) s.finish(unit);
    assertThat(s.state(innerNext)).isEqualTo(UnitState.PENDING);
    assertThat(s.state(s.next())).as("the outer one waits on").isEqualTo(UnitState.WAITING);
    assertThat(s.close(s.rootRef())).isEmpty();
    s.finish(innerNext);
    assertThat(s.state(s.next())).isEqualTo(UnitState.PENDING);
    s.finish(s.next());
    assertThat(s.closeRun()).isTrue();
  }

  @Test
  default void a_next_may_split_and_have_a_stage_of_its_own() {
    LedgerScene s = scene();
    s.finish(s.staged(1).getFirst());
    Claim next = s.claim(s.next(), A);
    s.splitWithNext(next, 1);
    s.finish(children(next, 1).getFirst());
    s.finish(nextOf(next.ref()));
    assertThat(s.closeRun()).isTrue();
  }

  @Test
  default void a_run_closes_when_nothing_of_it_is_open() {
    LedgerScene s = scene();
    List<UnitRef> units = s.pending(3);
    for (UnitRef unit : units) {
      assertThat(s.closeRun()).isFalse();
      s.finish(unit);
    }
    s.pass(Duration.ofMinutes(1));
    assertThat(s.closeRun()).isTrue();
    Run run = ledger().runs().find(s.run).orElseThrow();
    assertThat(run.state()).isEqualTo(RunState.CLOSED);
    assertThat(run.ended()).isEqualTo(s.now);
    assertThat(s.closeRun()).as("once").isFalse();
  }

  @Test
  default void a_run_is_open_while_a_unit_waits_for_a_stage_that_nobody_closed_yet() {
    LedgerScene s = scene();
    for (UnitRef unit : s.staged(MANY)) s.finish(unit);
    assertThat(s.counts(s.rootRef()).open()).isZero();
    assertThat(s.closeRun()).isFalse();
  }

  @Test
  default void a_run_with_dead_units_closes_too() {
    LedgerScene s = scene();
    s.kill(s.pending(1).getFirst());
    assertThat(s.closeRun()).isTrue();
    assertThat(s.rootCounts().units(UnitState.DEAD)).isEqualTo(1);
  }

  @Test
  default void a_run_that_was_read_before_it_changed_is_not_closed_by_that() {
    LedgerScene s = scene();
    s.done(s.root());
    Run asRead = ledger().runs().find(s.run).orElseThrow();
    s.cancelRun();
    assertThat(ledger().runs().closeIfDone(asRead, s.now)).isFalse();
    assertThat(s.runState()).isEqualTo(RunState.CANCELLING);
  }

  @Test
  default void the_sums_of_a_run_are_those_of_all_its_stages() {
    LedgerScene s = scene();
    List<UnitRef> units = s.staged(3);
    Claim inner = s.claim(units.get(0), A);
    s.splitWithNext(inner, 2);
    s.finish(units.get(1));
    Counts counts = ledger().runs().counts(s.run);
    assertThat(counts.open())
        .as("the outer next, one child and the inner next, two grandchildren")
        .isEqualTo(1 + 2 + 2);
    assertThat(counts.units()).as("and the root, the splitter, the finished one").isEqualTo(5 + 3);
    assertThat(counts.tally()).isEqualTo(LedgerScene.copied(3));
  }

  /** A worker of that lane. */
  static WorkerId worker(int lane) {
    for (int i = 0; ; i++) {
      WorkerId worker = new WorkerId("lane-" + i);
      if (LedgerKeys.lane(worker, 16) == lane) return worker;
    }
  }
}
