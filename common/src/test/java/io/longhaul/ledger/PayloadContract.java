package io.longhaul.ledger;

import static io.longhaul.ledger.LedgerScene.A;
import static io.longhaul.ledger.LedgerScene.B;
import static io.longhaul.ledger.LedgerScene.children;
import static io.longhaul.ledger.LedgerScene.keys;
import static io.longhaul.ledger.LedgerScene.mine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a unit is about lies in its row or, if it is large, in one of its own that never changes.
 */
interface PayloadContract extends LedgerUnderTest {
  @Test
  default void a_small_payload_lies_in_the_units_row_and_a_claim_is_one_request() {
    LedgerScene s = scene();
    Claim root = s.root();
    NewUnit small = keys(2, 100);
    forward(root, 2, small);
    CountingTable counting = new CountingTable(s.table);
    UnitRef child = children(root, 1).getFirst();
    ClaimAnswer answer = new Ledger(counting).units().claim(child, A, "t", 1, s.now);
    assertThat(((ClaimAnswer.Won) answer).claim().payload()).isEqualTo(small.payload());
    assertThat(counting.requests()).isEqualTo(1);
    assertThat(s.row(child).row().has(UnitRow.PAYLOAD)).isTrue();
  }

  @Test
  default void a_larger_payload_lies_in_a_row_of_its_own() {
    LedgerScene s = scene();
    Claim root = s.root();
    NewUnit large = keys(100, 30_000);
    forward(root, 100, large);
    UnitRef child = children(root, 1).getFirst();
    assertThat(s.claim(child, A).payload()).isEqualTo(large.payload());
    assertThat(s.row(child).row().has(UnitRow.PAYLOAD)).isFalse();
  }

  @Test
  default void a_payload_above_forty_kilobytes_is_refused_and_nothing_is_changed() {
    LedgerScene s = scene();
    Claim root = s.root();
    List<Row> before = s.everything();
    assertThatThrownBy(() -> forward(root, 100, keys(100, 41 * 1024 + 200)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("40960");
    assertThat(s.everything()).isEqualTo(before);
    assertThat(mine(s.done(root))).isEmpty();
  }

  @Test
  default void a_late_split_of_another_worker_changes_no_payload_of_the_one_that_took_place() {
    LedgerScene s = scene();
    s.submit(Optional.empty());
    Claim late = s.claim(s.rootRef(), A);
    s.reclaim(late);
    Claim rightful = s.claim(s.rootRef(), B);
    NewUnit right = keys(50, 10_000);
    NewUnit wrong = keys(49, 20_000);
    forward(rightful, 50, right);
    assertThat(forward(late, 49, wrong)).isEqualTo(new Settled.Stale());
    assertThat(s.claim(children(rightful, 1).getFirst(), A).payload()).isEqualTo(right.payload());
  }

  @Test
  default void a_payload_written_for_a_split_that_was_refused_is_not_taken_for_that_of_the_next() {
    LedgerScene s = scene();
    s.submit(Optional.empty());
    Claim late = s.claim(s.rootRef(), A);
    s.reclaim(late);
    Claim rightful = s.claim(s.rootRef(), B);
    NewUnit right = keys(50, 10_000);
    assertThat(forward(late, 49, keys(49, 20_000))).isEqualTo(new Settled.Stale());
    forward(rightful, 50, right);
    assertThat(s.claim(children(rightful, 1).getFirst(), A).payload()).isEqualTo(right.payload());
  }

  @Test
  default void a_units_row_stays_below_a_kilobyte_with_the_widest_range_and_the_longest_words() {
    LedgerScene s = scene();
    Claim root = s.root();
    String key = "\uD83D\uDE80".repeat(256);
    Payload widest = new Payload.Range("", key.substring(0, 510) + "ab", key);
    s.settle(LedgerScene.splitting(root, List.of(new NewUnit(widest, Tier.MEDIUM))));
    UnitRef ref = children(root, 1).getFirst();
    wearOut(ref);
    assertThat(ledger().units().payload(s.row(ref))).isEqualTo(widest);
  }

  @Test
  default void a_units_row_stays_below_a_kilobyte_with_the_largest_payload_that_lies_in_it() {
    LedgerScene s = scene();
    Claim root = s.root();
    int longest = 0;
    for (int length = 1; length < 600; length++) {
      UnitRegistration unit = registration(root, new Payload.Range("x".repeat(length), "", null));
      if (unit.payloadFirst().isEmpty()) longest = length;
    }
    Payload payload = new Payload.Range("x".repeat(longest), "", null);
    s.settle(LedgerScene.splitting(root, List.of(new NewUnit(payload, Tier.MEDIUM))));
    UnitRef ref = children(root, 1).getFirst();
    wearOut(ref);
    assertThat(s.row(ref).row().has(UnitRow.PAYLOAD)).isTrue();
  }

  /** All that a unit may go through, in the longest words; the audit measures its row. */
  private void wearOut(UnitRef ref) {
    LedgerScene s = scene();
    WorkerId longest = new WorkerId("w".repeat(40));
    String token = "123e4567-e89b-12d3-a456-426614174000";
    String why = "\uD83D\uDE80".repeat(300);
    ledger().units().retry(s.claim(ref, longest, token), FailureClass.DEFECT, why, s.now, s.now);
    s.reclaim(s.claim(ref, longest, token));
    Claim last = s.claim(ref, longest, token);
    mine(s.settle(new Settlement.Dead(last, FailureClass.UNORDERED_LISTING, why)));
    measure(ref);
    s.redrive(ref, false);
    s.claim(ref, longest, token);
    measure(ref);
  }

  private void measure(UnitRef ref) {
    int size = LedgerAudit.size(scene().row(ref).row());
    assertThat(size).isLessThanOrEqualTo(LedgerAudit.LARGEST_UNIT_ROW);
  }

  private static UnitRegistration registration(Claim parent, Payload payload) {
    UnitRef ref = children(parent, 1).getFirst();
    return new UnitRegistration(
        ref,
        "noop",
        1,
        Tier.SMALL,
        io.longhaul.unit.PayloadJson.write(payload),
        Stages.ROOT,
        16,
        "",
        0);
  }

  private Settled forward(Claim parent, int objects, NewUnit child) {
    Tally tally =
        Tally.of(Fate.LISTED, objects, 10L * objects).with(Fate.FORWARDED, objects, 10L * objects);
    return scene().settle(new Settlement.Split(parent, tally, List.of(child), Optional.empty(), 1));
  }
}
