package io.longhaul.ledger;

import static io.longhaul.ledger.LedgerScene.A;
import static io.longhaul.ledger.LedgerScene.B;
import static io.longhaul.ledger.LedgerScene.MANY;
import static io.longhaul.ledger.LedgerScene.children;
import static io.longhaul.ledger.LedgerScene.mine;
import static io.longhaul.ledger.LedgerScene.nextOf;
import static io.longhaul.ledger.LedgerScene.ranges;
import static io.longhaul.ledger.LedgerScene.splitting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.unit.Claim;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RUNNING to SPLIT: what is left goes on as children, in the parent's stage or one of its own. */
interface SplitContract extends LedgerUnderTest {
  @Test
  default void a_split_registers_its_children_in_its_own_stage_and_they_are_to_be_sent() {
    LedgerScene s = scene();
    Claim root = s.root();
    List<Settled.ToSend> toSend = mine(s.split(root, 3));
    assertThat(toSend)
        .containsExactlyElementsOf(
            children(root, 3).stream()
                .map(ref -> new Settled.ToSend(ref, Tier.SMALL, s.now))
                .toList());
    assertThat(s.state(root.ref())).isEqualTo(UnitState.SPLIT);
    assertThat(s.row(root.ref()).children()).isEqualTo(3);
    assertThat(s.word(root.ref())).isEmpty();
    for (UnitRef child : children(root, 3)) {
      assertThat(s.state(child)).isEqualTo(UnitState.PENDING);
      assertThat(s.row(child).stage()).isEqualTo(Stages.ROOT);
      assertThat(s.row(child).sent()).as("its message goes out now").isEqualTo(s.now);
    }
    assertThat(s.rootCounts().open()).as("three came, one went").isEqualTo(3);
    assertThat(s.rootCounts().units(UnitState.SPLIT)).isEqualTo(1);
  }

  @Test
  default void a_split_with_a_next_opens_a_stage_and_the_next_stands_in_for_the_parent() {
    LedgerScene s = scene();
    Claim root = s.root();
    List<Settled.ToSend> toSend = mine(s.splitWithNext(root, 3));
    assertThat(toSend)
        .as("the next waits")
        .extracting(Settled.ToSend::unit)
        .isEqualTo(children(root, 3));
    UnitRef next = nextOf(root.ref());
    assertThat(s.state(next)).isEqualTo(UnitState.WAITING);
    assertThat(s.row(next).stage()).isEqualTo(Stages.ROOT);
    assertThat(s.word(next)).isEqualTo("W#%s#%s".formatted(root.ref().unit(), next.unit()));
    assertThat(s.rootCounts().open()).as("the next, waiting, is open").isEqualTo(1);
    assertThat(s.counts(root.ref()).open()).isEqualTo(3);
    assertThat(s.stageState(root.ref())).isEqualTo(Stages.OPEN);
    for (UnitRef child : children(root, 3)) {
      assertThat(s.row(child).stage()).isEqualTo(root.ref().unit().value());
      assertThat(s.row(child).shards()).isEqualTo(1);
    }
    assertThat(ledger().open().waiting(s.run, 10))
        .containsExactly(new OpenUnits.Waiting(next, root.ref().unit().value()));
  }

  @Test
  default void a_large_stage_counts_in_sixteen_rows() {
    LedgerScene s = scene();
    UnitRef child = s.staged(MANY).getFirst();
    assertThat(s.row(child).shards()).isEqualTo(16);
    assertThat(s.counts(s.rootRef()).open()).isEqualTo(MANY);
  }

  @Test
  default void children_of_children_count_in_the_stage_that_they_are_of() {
    LedgerScene s = scene();
    Claim first = s.claim(s.staged(2).getFirst(), A);
    s.split(first, 4);
    assertThat(s.row(children(first, 4).getLast()).stage()).isEqualTo(first.stage());
    assertThat(s.counts(s.rootRef()).open()).isEqualTo(5);
  }

  @Test
  default void the_tally_of_a_split_is_counted() {
    LedgerScene s = scene();
    Claim root = s.root();
    Tally tally = LedgerScene.copied(7);
    mine(s.settle(new Settlement.Split(root, tally, ranges(2), Optional.empty(), 1)));
    assertThat(s.rootCounts().tally()).isEqualTo(tally);
  }

  @Test
  default void a_split_under_a_stale_fence_registers_nothing() {
    LedgerScene s = scene();
    Claim stale = s.claim(s.pending(1).getFirst(), A);
    s.reclaim(stale);
    assertThat(s.splitWithNext(stale, 2)).isEqualTo(new Settled.Stale());
    assertThat(ledger().units().find(children(stale, 1).getFirst())).isEmpty();
    assertThat(ledger().units().find(nextOf(stale.ref()))).isEmpty();
    assertThat(s.open()).isEqualTo(1);
  }

  @Test
  default void a_split_that_is_repeated_is_mine_with_the_same_children_to_send() {
    LedgerScene s = scene();
    Claim root = s.root();
    List<Settled.ToSend> first = mine(s.splitWithNext(root, 3));
    List<Row> before = s.everything();
    assertThat(mine(s.splitWithNext(root, 3))).isEqualTo(first);
    s.pass(Duration.ofSeconds(2));
    assertThat(mine(s.splitWithNext(root, 3)))
        .extracting(Settled.ToSend::unit)
        .isEqualTo(children(root, 3));
    assertThat(s.everything()).isEqualTo(before);
  }

  @Test
  default void behind_the_mark_of_a_cancel_nothing_is_split() {
    LedgerScene s = scene();
    Claim claim = s.claim(s.pending(2).getFirst(), A);
    s.cancelRun();
    List<Row> before = s.everything();
    assertThat(s.split(claim, 2)).isEqualTo(new Settled.Marked());
    assertThat(s.splitWithNext(claim, 2)).isEqualTo(new Settled.Marked());
    assertThat(s.everything()).isEqualTo(before);
    assertThat(mine(s.cancelled(claim))).isEmpty();
  }

  @Test
  default void a_split_of_a_batch_that_is_marked_harms_no_other() {
    LedgerScene s = scene();
    List<UnitRef> units = s.pending(2);
    Claim split = s.claim(units.get(0), A);
    Claim done = s.claim(units.get(1), A);
    s.cancelRun();
    List<Settled> answers =
        ledger()
            .settlements()
            .settle(
                List.of(
                    splitting(split, ranges(2)), new Settlement.Done(done, LedgerScene.copied(1))),
                s.now);
    assertThat(answers).containsExactly(new Settled.Marked(), new Settled.Mine(List.of()));
  }

  @Test
  default void a_split_that_took_place_before_the_mark_is_mine_also_after_it() {
    LedgerScene s = scene();
    Claim root = s.root();
    s.split(root, 2);
    s.cancelRun();
    assertThat(mine(s.split(root, 2))).hasSize(2);
  }

  @Test
  default void ninety_children_and_a_next_fit_and_ninety_one_are_refused() {
    LedgerScene s = scene();
    Claim root = s.root();
    assertThat(mine(s.splitWithNext(root, 90))).hasSize(90);
    assertThat(s.counts(root.ref()).open()).isEqualTo(90);
    Claim child = s.claim(children(root, 1).getFirst(), B);
    assertThatThrownBy(() -> s.split(child, 91)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> s.split(child, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void children_want_the_version_that_the_split_says() {
    LedgerScene s = scene();
    Claim root = s.root();
    s.settle(new Settlement.Split(root, Tally.NONE, ranges(1), Optional.empty(), 5));
    assertThat(s.tryClaim(children(root, 1).getFirst(), B)).isEqualTo(new ClaimAnswer.TooNew(5));
  }
}
