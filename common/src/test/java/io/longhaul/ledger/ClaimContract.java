package io.longhaul.ledger;

import static io.longhaul.ledger.LedgerScene.A;
import static io.longhaul.ledger.LedgerScene.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.ClaimAnswer.Refused;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Payload;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** PENDING to RUNNING, and what is said to all others who ask. */
interface ClaimContract extends LedgerUnderTest {
  @Test
  default void a_claim_takes_a_pending_unit_under_the_next_fence_and_counts_nothing() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(2).getFirst();
    Claim claim = s.claim(ref, B);
    assertThat(claim)
        .isEqualTo(
            new Claim(
                ref,
                B,
                1,
                "noop",
                io.longhaul.unit.Tier.SMALL,
                new Payload.Range("p00", "", null),
                0,
                0,
                Stages.ROOT,
                Stages.MOST_SHARDS));
    assertThat(s.state(ref)).isEqualTo(UnitState.RUNNING);
    assertThat(s.row(ref).worker()).contains(B);
    assertThat(s.word(ref)).isEqualTo("R#worker-b#" + ref.unit());
    assertThat(s.rootCounts().open()).isEqualTo(2);
  }

  @Test
  default void a_unit_that_is_held_is_refused_also_to_its_own_holder_under_another_token() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    s.claim(ref, A);
    assertThat(s.tryClaim(ref, B)).isEqualTo(new Refused("held"));
    assertThat(s.tryClaim(ref, A)).isEqualTo(new Refused("held"));
    assertThat(s.row(ref).fence()).isEqualTo(1);
  }

  @Test
  default void a_claim_repeated_under_its_token_has_won_the_same_claim() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    Claim first = s.claim(ref, A, "my try");
    assertThat(s.claim(ref, A, "my try")).isEqualTo(first);
    assertThat(s.row(ref).fence()).isEqualTo(1);
  }

  @Test
  default void a_token_of_another_worker_wins_nothing_that_is_held() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    s.claim(ref, A, "the same");
    assertThat(s.tryClaim(ref, B, "the same")).isEqualTo(new Refused("held"));
  }

  @Test
  default void a_unit_is_not_to_be_had_before_it_is_due() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    ledger().units().release(s.claim(ref, A), s.now.plusSeconds(10), s.now);
    s.pass(Duration.ofMillis(9_999));
    assertThat(s.tryClaim(ref, B)).isEqualTo(new Refused("not due"));
    s.pass(Duration.ofMillis(1));
    assertThat(s.claim(ref, B).fence()).isEqualTo(2);
  }

  @Test
  default void a_unit_of_a_newer_version_is_left_to_newer_workers() {
    LedgerScene s = scene();
    ledger().runs().submit(s.run, "noop", 3, "{}", "hash", java.util.Optional.empty(), s.now);
    assertThat(ledger().units().claim(s.rootRef(), A, "t", 2, s.now))
        .isEqualTo(new ClaimAnswer.TooNew(3));
    assertThat(s.state(s.rootRef())).isEqualTo(UnitState.PENDING);
    assertThat(ledger().units().claim(s.rootRef(), A, "t", 3, s.now))
        .isInstanceOf(ClaimAnswer.Won.class);
  }

  @Test
  default void an_unknown_unit_or_run_is_unknown() {
    LedgerScene s = scene();
    Claim root = s.root();
    UnitId none = root.ref().unit().child(99);
    assertThat(s.tryClaim(new UnitRef(s.run, none), A)).isEqualTo(new ClaimAnswer.Unknown());
    UnitRef nowhere = new UnitRef(new RunName("no-such-run"), none);
    assertThat(s.tryClaim(nowhere, A)).isEqualTo(new ClaimAnswer.Unknown());
  }

  @Test
  default void a_unit_that_waits_for_a_stage_is_refused() {
    LedgerScene s = scene();
    s.staged(2);
    assertThat(s.tryClaim(s.next(), A)).isEqualTo(new Refused("waiting"));
  }

  @Test
  default void closed_units_are_refused_in_each_of_their_states() {
    LedgerScene s = scene();
    var units = s.pending(4);
    s.finish(units.get(0));
    s.kill(units.get(1));
    s.kill(units.get(2));
    ledger().redrives().accept(units.get(2), "me", "enough", A, s.now);
    s.cancelRun();
    s.cancel(units.get(3));
    assertThat(s.state(s.rootRef())).isEqualTo(UnitState.SPLIT);
    for (UnitRef unit : units) assertThat(s.tryClaim(unit, B)).isEqualTo(new Refused("closed"));
    assertThat(s.tryClaim(s.rootRef(), B)).isEqualTo(new Refused("closed"));
  }

  @Test
  default void the_fence_grows_with_every_claim() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    for (int i = 1; i <= 3; i++) {
      Claim claim = s.claim(ref, A);
      assertThat(claim.fence()).isEqualTo(i);
      ledger().units().release(claim, s.now, s.now);
    }
  }
}
