package io.longhaul.ledger;

import static io.longhaul.ledger.LedgerScene.A;
import static io.longhaul.ledger.LedgerScene.B;
import static io.longhaul.ledger.LedgerScene.copied;
import static io.longhaul.ledger.LedgerScene.mine;
import static io.longhaul.ledger.LedgerScene.ranges;
import static io.longhaul.ledger.LedgerScene.splitting;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RUNNING to DONE, DEAD and CANCELLED: unit and counters in one transaction, under the fence. */
interface SettleContract extends LedgerUnderTest {
  @Test
  default void done_closes_the_unit_counts_its_tally_and_leaves_the_index() {
    LedgerScene s = scene();
    Claim claim = s.claim(s.pending(2).getFirst(), A);
    assertThat(mine(s.done(claim))).isEmpty();
    assertThat(s.state(claim.ref())).isEqualTo(UnitState.DONE);
    assertThat(s.row(claim.ref()).tally()).isEqualTo(copied(3));
    assertThat(s.word(claim.ref())).isEmpty();
    Counts counts = s.rootCounts();
    assertThat(counts.open()).isEqualTo(1);
    assertThat(counts.units(UnitState.DONE)).isEqualTo(1);
    assertThat(counts.tallies().get(Tier.SMALL)).isEqualTo(copied(3));
  }

  @Test
  default void dead_closes_the_unit_as_unfinished_and_shows_it_without_a_notice() {
    LedgerScene s = scene();
    Claim claim = s.claim(s.pending(2).getFirst(), A);
    assertThat(mine(s.dead(claim))).isEmpty();
    UnitRow unit = s.row(claim.ref());
    assertThat(unit.state()).isEqualTo(UnitState.DEAD);
    assertThat(unit.failure()).contains(FailureClass.DENIED);
    assertThat(unit.why()).isEqualTo("no");
    assertThat(s.word(claim.ref())).isEqualTo("N#denied#" + claim.ref().unit());
    Counts counts = s.rootCounts();
    assertThat(counts.open()).isEqualTo(1);
    assertThat(counts.units(UnitState.DEAD)).isEqualTo(1);
    assertThat(counts.tally()).as("never listed").isEqualTo(Tally.of(Fate.UNKNOWN, 1, 0));
  }

  @Test
  default void a_dead_list_of_keys_counts_each_object_as_received_and_dead() {
    LedgerScene s = scene();
    Claim root = s.root();
    s.settle(
        new Settlement.Split(
            root,
            Tally.of(Fate.LISTED, 4, 40).with(Fate.FORWARDED, 4, 40),
            List.of(LedgerScene.keys(4, 100)),
            java.util.Optional.empty(),
            1));
    s.kill(LedgerScene.children(root, 1).getFirst());
    assertThat(s.rootCounts().tallies().get(Tier.MEDIUM))
        .isEqualTo(Tally.of(Fate.RECEIVED, 4, 40).with(Fate.DEAD, 4, 40));
    assertThat(new LedgerAudit(s.table).imbalance(s.run)).isEmpty();
  }

  @Test
  default void a_unit_given_up_by_its_own_worker_is_cancelled_with_what_was_done() {
    LedgerScene s = scene();
    Claim claim = s.claim(s.pending(2).getFirst(), A);
    s.cancelRun();
    mine(s.cancelled(claim));
    assertThat(s.state(claim.ref())).isEqualTo(UnitState.CANCELLED);
    assertThat(s.word(claim.ref())).isEmpty();
    assertThat(s.rootCounts().units(UnitState.CANCELLED)).isEqualTo(1);
    assertThat(s.rootCounts().tally()).isEqualTo(copied(2));
  }

  @Test
  default void a_stale_fence_settles_nothing() {
    LedgerScene s = scene();
    Claim stale = s.claim(s.pending(1).getFirst(), A);
    s.reclaim(stale);
    s.claim(stale.ref(), B);
    List<Row> before = s.everything();
    assertThat(s.done(stale)).isEqualTo(new Settled.Stale());
    assertThat(s.dead(stale)).isEqualTo(new Settled.Stale());
    assertThat(s.cancelled(stale)).isEqualTo(new Settled.Stale());
    assertThat(s.split(stale, 2)).isEqualTo(new Settled.Stale());
    assertThat(s.splitWithNext(stale, 2)).isEqualTo(new Settled.Stale());
    assertThat(s.everything()).isEqualTo(before);
  }

  @Test
  default void a_unit_taken_back_and_not_yet_claimed_again_is_stale_too() {
    LedgerScene s = scene();
    Claim stale = s.claim(s.pending(1).getFirst(), A);
    s.reclaim(stale);
    assertThat(s.done(stale)).isEqualTo(new Settled.Stale());
    assertThat(s.state(stale.ref())).isEqualTo(UnitState.PENDING);
  }

  @Test
  default void a_late_settle_under_a_fence_that_holds_is_good() {
    LedgerScene s = scene();
    Claim claim = s.claim(s.pending(1).getFirst(), A);
    ledger().sessions().begin(A, "host", 1, s.now);
    ledger().sessions().lose(A, s.now);
    assertThat(s.done(claim)).isEqualTo(new Settled.Mine(List.of()));
  }

  @Test
  default void a_settle_that_is_repeated_is_mine_and_counts_once() {
    LedgerScene s = scene();
    List<UnitRef> units = s.pending(3);
    Claim done = s.claim(units.get(0), A);
    Claim dead = s.claim(units.get(1), A);
    s.done(done);
    s.dead(dead);
    List<Row> before = s.everything();
    assertThat(s.done(done)).isEqualTo(new Settled.Mine(List.of()));
    s.pass(Duration.ofSeconds(1));
    assertThat(s.done(done)).isEqualTo(new Settled.Mine(List.of()));
    assertThat(s.dead(dead)).isEqualTo(new Settled.Mine(List.of()));
    assertThat(s.everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  default void a_long_reason_in_any_script_is_cut_to_whole_characters(int shift) {
    LedgerScene s = scene();
    Claim claim = s.claim(s.pending(1).getFirst(), A);
    String why = "x".repeat(shift) + "\uD83D\uDE80ü日".repeat(100);
    mine(s.settle(new Settlement.Dead(claim, FailureClass.DEFECT, why)));
    String kept = s.row(claim.ref()).why();
    assertThat(Row.utf8(kept)).isBetween(190, 200);
    assertThat(why).startsWith(kept.substring(0, kept.length() - 1));
  }

  @Test
  default void a_reason_with_half_a_character_is_kept_with_a_replacement() {
    LedgerScene s = scene();
    List<UnitRef> units = s.pending(2);
    mine(s.settle(new Settlement.Dead(s.claim(units.get(0), A), FailureClass.DEFECT, "a\uD83Db")));
    assertThat(s.row(units.get(0)).why()).isEqualTo("a\uFFFDb");
    ledger().units().retry(s.claim(units.get(1), A), FailureClass.DEFECT, "\uDE80", s.now, s.now);
    assertThat(s.row(units.get(1)).why()).isEqualTo("\uFFFD");
  }

  @Test
  default void a_batch_settles_all_in_one_transaction() {
    LedgerScene s = scene();
    List<Settlement> batch = claimedAndDone(s.pending(20));
    CountingTable counting = new CountingTable(s.table);
    List<Settled> answers = new Ledger(counting).settlements().settle(batch, s.now);
    assertThat(answers).hasSize(20).containsOnly(new Settled.Mine(List.of()));
    assertThat(counting.requests()).isEqualTo(1);
    assertThat(counting.rows(CountingTable.Request.TRANSACT)).as("one counter row").isEqualTo(21);
    assertThat(s.open()).isZero();
  }

  @Test
  default void a_batch_settles_outcomes_of_all_sorts() {
    LedgerScene s = scene();
    List<UnitRef> units = s.pending(4);
    Claim split = s.claim(units.get(2), A);
    List<Settled> answers =
        ledger()
            .settlements()
            .settle(
                List.of(
                    new Settlement.Done(s.claim(units.get(0), A), copied(1)),
                    new Settlement.Dead(s.claim(units.get(1), B), FailureClass.CORRUPT, "sum"),
                    splitting(split, ranges(2)),
                    new Settlement.Cancelled(s.claim(units.get(3), A), Tally.NONE)),
                s.now);
    assertThat(mine(answers.get(2)))
        .extracting(Settled.ToSend::unit)
        .isEqualTo(LedgerScene.children(split, 2));
    assertThat(s.rootCounts().open()).isEqualTo(2);
  }

  @Test
  default void one_stale_claim_in_a_batch_of_twenty_does_not_harm_the_nineteen_others() {
    LedgerScene s = scene();
    List<Settlement> batch = claimedAndDone(s.pending(20));
    Claim stale = batch.get(7).claim();
    s.reclaim(stale);
    List<Settled> answers = ledger().settlements().settle(batch, s.now);
    assertThat(answers).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat(answers.get(i))
          .isEqualTo(i == 7 ? new Settled.Stale() : new Settled.Mine(List.of()));
    }
    assertThat(s.state(stale.ref())).isEqualTo(UnitState.PENDING);
    assertThat(s.open()).isEqualTo(1);
  }

  @Test
  default void a_batch_that_was_settled_before_is_mine_once_more() {
    LedgerScene s = scene();
    List<Settlement> batch = claimedAndDone(s.pending(5));
    ledger().settlements().settle(batch, s.now);
    s.pass(Duration.ofSeconds(1));
    assertThat(ledger().settlements().settle(batch, s.now))
        .containsOnly(new Settled.Mine(List.of()));
    assertThat(s.open()).isZero();
  }

  @Test
  default void a_batch_larger_than_one_transaction_is_settled_all_the_same() {
    LedgerScene s = scene();
    List<Settlement> batch = new ArrayList<>();
    for (UnitRef ref : s.pending(4)) batch.add(splitting(s.claim(ref, A), ranges(40)));
    assertThat(ledger().settlements().settle(batch, s.now))
        .allSatisfy(answer -> assertThat(mine(answer)).hasSize(40));
    assertThat(s.open()).isEqualTo(160);
  }

  @Test
  default void units_of_small_stages_do_not_keep_the_others_of_a_batch_apart() {
    LedgerScene s = scene();
    List<UnitRef> units = s.pending(11);
    Claim splitter = s.claim(units.getLast(), A);
    s.splitWithNext(splitter, 2);
    List<Settlement> batch = claimedAndDone(units.subList(0, 10));
    batch.add(
        3, new Settlement.Done(s.claim(LedgerScene.children(splitter, 2).get(0), A), copied(1)));
    CountingTable counting = new CountingTable(s.table);
    assertThat(new Ledger(counting).settlements().settle(batch, s.now))
        .hasSize(11)
        .containsOnly(new Settled.Mine(List.of()));
    assertThat(counting.requests(CountingTable.Request.TRANSACT)).isEqualTo(2);
  }

  private List<Settlement> claimedAndDone(List<UnitRef> units) {
    List<Settlement> batch = new ArrayList<>();
    for (UnitRef ref : units) batch.add(new Settlement.Done(scene().claim(ref, A), copied(1)));
    return batch;
  }
}
