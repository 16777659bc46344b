package io.longhaul.ledger;

import static io.longhaul.ledger.LedgerScene.A;
import static io.longhaul.ledger.LedgerScene.B;
import static io.longhaul.ledger.LedgerScene.C;
import static io.longhaul.ledger.LedgerScene.mine;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Reclaims.Reclaimed;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RUNNING back to PENDING without its holder, or DEAD at the third loss. */
interface ReclaimContract extends LedgerUnderTest {
  @Test
  default void a_unit_taken_back_is_pending_under_the_next_fence_and_to_be_sent() {
    LedgerScene s = scene();
    Claim claim = s.claim(s.pending(1).getFirst(), A);
    s.pass(Duration.ofSeconds(90));
    assertThat(s.reclaim(claim))
        .isEqualTo(new Reclaimed.Pending(new Settled.ToSend(claim.ref(), Tier.SMALL, s.now)));
    UnitRow unit = s.row(claim.ref());
    assertThat(unit.state()).isEqualTo(UnitState.PENDING);
    assertThat(unit.fence()).isEqualTo(2);
    assertThat(unit.losses()).isEqualTo(1);
    assertThat(unit.attempts()).isZero();
    assertThat(unit.due()).isEqualTo(s.now);
    assertThat(s.rootCounts().open()).isEqualTo(1);
    assertThat(s.rootCounts().reclaimed()).isEqualTo(1);
    assertThat(s.claim(claim.ref(), B).losses()).isEqualTo(1);
  }

  @Test
  default void a_unit_that_moved_on_is_left_alone() {
    LedgerScene s = scene();
    Claim first = s.claim(s.pending(1).getFirst(), A);
    s.reclaim(first);
    assertThat(s.reclaim(first)).as("pending").isEqualTo(new Reclaimed.Moved());
    Claim second = s.claim(first.ref(), A);
    assertThat(s.reclaim(first)).as("claimed again").isEqualTo(new Reclaimed.Moved());
    assertThat(
            ledger()
                .reclaims()
                .reclaim(
                    new OpenUnits.Running(second.ref(), B, second.fence()),
                    Optional.empty(),
                    C,
                    s.now))
        .as("of another worker")
        .isEqualTo(new Reclaimed.Moved());
    mine(s.done(second));
    assertThat(s.reclaim(second)).as("settled").isEqualTo(new Reclaimed.Moved());
    UnitRef none = LedgerScene.children(first, 1).getFirst();
    assertThat(
            ledger()
                .reclaims()
                .reclaim(new OpenUnits.Running(none, A, 1), Optional.empty(), C, s.now))
        .as("not there")
        .isEqualTo(new Reclaimed.Moved());
    assertThat(s.row(first.ref()).losses()).isEqualTo(1);
  }

  @Test
  default void the_third_loss_in_a_row_is_death_by_killed_workers() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(2).getFirst();
    assertThat(lose(ref)).isInstanceOf(Reclaimed.Pending.class);
    assertThat(lose(ref)).isInstanceOf(Reclaimed.Pending.class);
    assertThat(lose(ref)).isEqualTo(new Reclaimed.Dead());
    UnitRow unit = s.row(ref);
    assertThat(unit.state()).isEqualTo(UnitState.DEAD);
    assertThat(unit.failure()).contains(FailureClass.KILLED_WORKERS);
    assertThat(unit.why()).contains("3 sessions").contains("worker-a");
    assertThat(unit.fence()).as("the third claim's holder may settle no more").isEqualTo(6);
    assertThat(s.word(ref)).isEqualTo("N#killed-workers#" + ref.unit());
    assertThat(s.rootCounts().open()).isEqualTo(1);
    assertThat(s.rootCounts().units(UnitState.DEAD)).isEqualTo(1);
    assertThat(s.rootCounts().tally()).isEqualTo(Tally.of(Fate.UNKNOWN, 1, 0));
  }

  @Test
  default void one_killed_by_reclaim_is_stale_for_its_late_holder() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    lose(ref);
    lose(ref);
    Claim late = s.claim(ref, A);
    assertThat(s.reclaim(late)).isEqualTo(new Reclaimed.Dead());
    assertThat(s.reclaim(late)).as("repeated").isEqualTo(new Reclaimed.Moved());
    assertThat(s.done(late)).isEqualTo(new Settled.Stale());
    assertThat(s.state(ref)).isEqualTo(UnitState.DEAD);
  }

  @Test
  default void losses_within_one_outage_count_once() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    Instant outage = s.now;
    for (int i = 0; i < 5; i++) {
      s.pass(Duration.ofSeconds(10));
      assertThat(lose(ref, Optional.of(outage))).isInstanceOf(Reclaimed.Pending.class);
      assertThat(s.row(ref).losses()).isEqualTo(1);
    }
    assertThat(s.row(ref).fence()).isEqualTo(10);
  }

  @Test
  default void what_a_session_still_held_as_it_left_is_no_loss() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    lose(ref);
    for (int i = 0; i < 5; i++) {
      OpenUnits.Running held = s.running(s.claim(ref, A));
      assertThat(ledger().reclaims().takeBack(held, C, s.now))
          .isEqualTo(new Reclaimed.Pending(new Settled.ToSend(ref, Tier.SMALL, s.now)));
      assertThat(ledger().reclaims().takeBack(held, C, s.now)).isEqualTo(new Reclaimed.Moved());
    }
    assertThat(s.row(ref).state()).isEqualTo(UnitState.PENDING);
    assertThat(s.row(ref).losses()).as("only what was lost before").isEqualTo(1);
    assertThat(s.row(ref).fence()).isEqualTo(12);
    assertThat(s.rootCounts().reclaimed()).isEqualTo(6);
  }

  @Test
  default void a_loss_before_the_outage_counts_apart() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    lose(ref);
    s.pass(Duration.ofMinutes(5));
    Instant outage = s.now;
    s.pass(Duration.ofSeconds(10));
    lose(ref, Optional.of(outage));
    s.pass(Duration.ofSeconds(10));
    lose(ref, Optional.of(outage));
    assertThat(s.row(ref).losses()).isEqualTo(2);
    assertThat(lose(ref)).as("the outage is over").isEqualTo(new Reclaimed.Dead());
  }

  @Test
  default void the_last_of_a_small_stage_killed_lets_the_sweeper_open_what_follows() {
    LedgerScene s = scene();
    UnitRef only = s.staged(1).getFirst();
    lose(only);
    lose(only);
    lose(only);
    assertThat(s.state(s.next())).isEqualTo(UnitState.WAITING);
    assertThat(s.close(s.rootRef())).isPresent();
    assertThat(s.state(s.next())).isEqualTo(UnitState.PENDING);
  }

  @Test
  default void the_root_of_a_dead_submitter_is_taken_back_like_any_other() {
    LedgerScene s = scene();
    Claim root = s.root();
    assertThat(s.reclaim(root)).isInstanceOf(Reclaimed.Pending.class);
    assertThat(s.claim(s.rootRef(), B).fence()).isEqualTo(3);
    assertThat(s.tryClaim(s.rootRef(), A, A.value())).isEqualTo(new ClaimAnswer.Refused("held"));
    assertThat(s.split(root, 2)).isEqualTo(new Settled.Stale());
    assertThat(ledger().open().running(s.run, 10))
        .isEqualTo(List.of(new OpenUnits.Running(s.rootRef(), B, 3)));
  }

  private Reclaimed lose(UnitRef ref) {
    return scene().reclaim(scene().claim(ref, A));
  }

  private Reclaimed lose(UnitRef ref, Optional<Instant> outage) {
    LedgerScene s = scene();
    return ledger().reclaims().reclaim(s.running(s.claim(ref, A)), outage, C, s.now);
  }
}
