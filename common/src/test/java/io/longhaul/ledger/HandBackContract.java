package io.longhaul.ledger;

import static io.longhaul.ledger.LedgerScene.A;
import static io.longhaul.ledger.LedgerScene.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RUNNING back to PENDING by its holder: failed with budget left, or released. */
interface HandBackContract extends LedgerUnderTest {
  @Test
  default void a_failure_with_budget_left_is_charged_and_due_later_and_counts_nothing() {
    LedgerScene s = scene();
    Claim claim = s.claim(s.pending(1).getFirst(), A);
    Instant due = s.now.plusSeconds(30);
    assertThat(retry(claim, due)).isTrue();

    UnitRow unit = s.row(claim.ref());
    assertThat(unit.state()).isEqualTo(UnitState.PENDING);
    assertThat(unit.attempts()).isEqualTo(1);
    assertThat(unit.due()).isEqualTo(due);
    assertThat(unit.failure()).contains(FailureClass.UNAVAILABLE);
    assertThat(unit.why()).isEqualTo("503");
    assertThat(unit.fence()).isEqualTo(1);
    assertThat(s.rootCounts().open()).isEqualTo(1);
    s.now = due;
    assertThat(s.claim(claim.ref(), B).attempts()).isEqualTo(1);
  }

  @Test
  default void a_release_charges_nothing() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    retry(s.claim(ref, A), s.now);
    Claim claim = s.claim(ref, A);
    assertThat(ledger().units().release(claim, s.now, s.now)).isTrue();
    assertThat(s.state(ref)).isEqualTo(UnitState.PENDING);
    assertThat(s.claim(ref, B).attempts()).isEqualTo(1);
  }

  @Test
  default void handing_back_ends_a_row_of_losses() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    s.reclaim(s.claim(ref, A));
    assertThat(s.row(ref).losses()).isEqualTo(1);
    ledger().units().release(s.claim(ref, A), s.now, s.now);
    assertThat(s.row(ref).losses()).isZero();
  }

  @Test
  default void a_stale_fence_hands_nothing_back() {
    LedgerScene s = scene();
    Claim stale = s.claim(s.pending(1).getFirst(), A);
    s.reclaim(stale);
    s.claim(stale.ref(), B);
    List<Row> before = s.everything();
    assertThat(retry(stale, s.now)).isFalse();
    assertThat(ledger().units().release(stale, s.now, s.now)).isFalse();
    assertThat(s.everything()).isEqualTo(before);
  }

  @Test
  default void a_unit_that_was_reclaimed_is_not_handed_back_once_more() {
    LedgerScene s = scene();
    Claim stale = s.claim(s.pending(1).getFirst(), A);
    s.reclaim(stale);
    assertThat(retry(stale, s.now)).isFalse();
    assertThat(s.row(stale.ref()).attempts()).isZero();
  }

  @Test
  default void a_failure_that_is_reported_twice_is_charged_once() {
    LedgerScene s = scene();
    Claim claim = s.claim(s.pending(1).getFirst(), A);
    assertThat(retry(claim, s.now)).isTrue();
    assertThat(retry(claim, s.now.plusSeconds(1))).isTrue();
    assertThat(s.row(claim.ref()).attempts()).isEqualTo(1);
    assertThat(s.row(claim.ref()).due()).isEqualTo(s.now);
  }

  @Test
  default void what_is_due_within_the_longest_delay_counts_as_sent() {
    LedgerScene s = scene();
    Claim claim = s.claim(s.pending(1).getFirst(), A);
    retry(claim, s.now.plus(Duration.ofMinutes(15)));
    assertThat(s.row(claim.ref()).sent()).isEqualTo(s.now);
  }

  @Test
  default void what_is_due_later_than_a_queue_can_delay_is_left_to_the_sweeper_at_due() {
    LedgerScene s = scene();
    Claim claim = s.claim(s.pending(1).getFirst(), A);
    Instant due = s.now.plus(Duration.ofMinutes(15)).plusMillis(1);
    retry(claim, due);
    assertThat(s.row(claim.ref()).sent()).isEqualTo(UnitRow.NEVER);
    assertThat(s.word(claim.ref())).isEqualTo(LedgerKeys.pending(due, claim.ref().unit()));
  }

  private boolean retry(Claim claim, Instant due) {
    return ledger().units().retry(claim, FailureClass.UNAVAILABLE, "503", due, scene().now);
  }
}
