package io.longhaul.ledger;

import static io.longhaul.ledger.LedgerScene.A;
import static io.longhaul.ledger.LedgerScene.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.longhaul.ledger.OpenUnits.Dead;
import io.longhaul.ledger.OpenUnits.Pending;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;

/** What the index shows: what is to be sent, who holds what, what waits, what is dead. */
interface OpenUnitsContract extends LedgerUnderTest {
  Duration MINUTE = Duration.ofMinutes(1);

  @Test
  default void a_message_that_went_out_is_sent_again_after_half_an_hour() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    Instant sent = s.now;
    s.pass(OpenUnits.RESEND_AFTER.minusMillis(1));
    toSend(OpenUnits.RESEND_AFTER, found -> assertThat(found).isEmpty());
    s.pass(Duration.ofMillis(1));
    toSend(
        OpenUnits.RESEND_AFTER,
        found -> assertThat(found).containsExactly(new Pending(ref, Tier.SMALL, sent, sent)));
    ledger().units().sent(ref, sent, s.now);
    toSend(OpenUnits.RESEND_AFTER, found -> assertThat(found).isEmpty());
  }

  @Test
  default void looks_with_a_bound_go_on_where_the_last_ended_until_all_were_seen() {
    LedgerScene s = scene();
    Set<UnitRef> all = Set.copyOf(s.pending(40));
    await()
        .untilAsserted(() ->
            assertThat(ledger().open().pending(s.run, 100, new OpenUnits.Place()))
                .hasSize(all.size()));
    OpenUnits.Place place = new OpenUnits.Place();
    Set<UnitRef> seen = new HashSet<>();
    for (int look = 1; look <= 5; look++) {
      seen.addAll(ledger().open().pending(s.run, 7, place));
      assertThat(seen).as("none twice").hasSize(7 * look);
    }
    seen.addAll(ledger().open().pending(s.run, 7, place));
    assertThat(seen).isEqualTo(all);
  }

  @Test
  default void with_empty_queues_a_message_is_sent_again_after_a_minute() {
    LedgerScene s = scene();
    s.pending(1);
    s.pass(MINUTE.minusMillis(1));
    toSend(MINUTE, found -> assertThat(found).isEmpty());
    s.pass(Duration.ofMillis(1));
    toSend(MINUTE, found -> assertThat(found).hasSize(1));
  }

  @Test
  default void a_message_that_did_not_go_out_is_sent_when_it_is_due() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    Instant due = s.now.plusSeconds(40);
    ledger().units().release(s.claim(ref, A), due, s.now);
    ledger().units().notSent(ref, due);
    s.now = due.minusMillis(1);
    toSend(OpenUnits.RESEND_AFTER, found -> assertThat(found).isEmpty());
    toSend(MINUTE, found -> assertThat(found).as("not due, whatever the age").isEmpty());
    s.now = due;
    toSend(
        OpenUnits.RESEND_AFTER,
        found -> {
          assertThat(found).hasSize(1);
          assertThat(found.getFirst().neverSent()).isTrue();
        });
  }

  @Test
  default void a_delayed_message_is_old_only_half_an_hour_after_it_was_due() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    Instant due = s.now.plus(Duration.ofMinutes(10));
    ledger().units().release(s.claim(ref, A), due, s.now);
    s.now = due.plus(OpenUnits.RESEND_AFTER).minusMillis(1);
    toSend(OpenUnits.RESEND_AFTER, found -> assertThat(found).isEmpty());
    s.pass(Duration.ofMillis(1));
    toSend(OpenUnits.RESEND_AFTER, found -> assertThat(found).hasSize(1));
  }

  @Test
  default void units_that_are_not_due_yet_do_not_hide_those_whose_message_is_lost() {
    LedgerScene s = scene();
    List<UnitRef> units = s.pending(90);
    Instant due = s.now.plus(Duration.ofMinutes(20));
    for (UnitRef unit : units.subList(1, 90)) {
      ledger().units().release(s.claim(unit, A), due, s.now);
    }
    s.pass(MINUTE);
    toSend(
        Duration.ofSeconds(30),
        16,
        found -> assertThat(found).extracting(Pending::ref).containsExactly(units.getFirst()));
  }

  @Test
  default void at_most_about_as_many_are_found_as_asked_for() {
    LedgerScene s = scene();
    s.pending(90);
    s.pass(OpenUnits.RESEND_AFTER);
    toSend(OpenUnits.RESEND_AFTER, 16, found -> assertThat(found).hasSizeBetween(10, 16));
    toSend(OpenUnits.RESEND_AFTER, 10_000, found -> assertThat(found).hasSize(90));
  }

  @Test
  default void noting_a_message_of_a_unit_that_moved_on_changes_nothing() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    Claim claim = s.claim(ref, A);
    List<Row> before = s.everything();
    ledger().units().sent(ref, s.now, s.now);
    ledger().units().notSent(ref, s.now);
    assertThat(s.everything()).isEqualTo(before);
    ledger().units().release(claim, s.now.plusSeconds(5), s.now);
    ledger().units().notSent(ref, s.now);
    assertThat(s.row(ref).sent()).as("due at another time").isEqualTo(s.now);
  }

  @Test
  default void units_are_shown_by_state() {
    LedgerScene s = scene();
    List<UnitRef> units = s.staged(4);
    Claim held = s.claim(units.get(0), B);
    s.finish(units.get(1));
    s.kill(units.get(2));
    OpenUnits open = ledger().open();
    await()
        .untilAsserted(() -> {
          assertThat(open.pending(s.run, 9, new OpenUnits.Place())).containsExactly(units.get(3));
          assertThat(open.running(s.run, 9))
              .containsExactly(new OpenUnits.Running(held.ref(), B, 1));
          assertThat(open.waiting(s.run, 9))
              .containsExactly(new OpenUnits.Waiting(s.next(), s.rootRef().unit().value()));
          assertThat(open.dead(s.run, 9))
              .containsExactly(new Dead(units.get(2), Tier.SMALL, "denied", false));
        });
  }

  @Test
  default void all_units_are_read_page_by_page_whatever_their_state() {
    LedgerScene s = scene();
    List<UnitRef> units = s.pending(30);
    s.finish(units.get(3));
    s.kill(units.get(4));
    for (int limit : new int[] {1, 7, 31, 100}) {
      List<UnitRef> read = new ArrayList<>();
      List<UnitRow> page = ledger().units().page(s.run, null, limit);
      while (!page.isEmpty()) {
        assertThat(page).hasSizeLessThanOrEqualTo(limit);
        for (UnitRow unit : page) read.add(unit.ref());
        page = ledger().units().page(s.run, page.getLast().row().key(), limit);
      }
      assertThat(read).hasSize(31).contains(s.rootRef()).containsAll(units);
      assertThat(read).doesNotHaveDuplicates();
    }
  }

  @Test
  default void as_many_are_shown_as_asked_for() {
    LedgerScene s = scene();
    List<UnitRef> units = s.pending(30);
    OpenUnits open = ledger().open();
    await()
        .untilAsserted(() -> {
          assertThat(open.pending(s.run, 30, new OpenUnits.Place()))
              .containsExactlyInAnyOrderElementsOf(units);
          assertThat(open.pending(s.run, 7, new OpenUnits.Place())).hasSize(7);
          assertThat(open.pending(s.run, 0, new OpenUnits.Place())).isEmpty();
        });
  }

  @Test
  default void a_dead_unit_is_announced_once() {
    LedgerScene s = scene();
    List<UnitRef> units = s.pending(2);
    for (UnitRef unit : units) s.kill(unit);
    ledger().notices().sent(units.get(0), "denied");
    assertThat(s.word(units.get(0))).isEqualTo("D#denied#" + units.get(0).unit());
    OpenUnits open = ledger().open();
    await()
        .untilAsserted(() -> {
          assertThat(open.unnoticed(s.run, 9, new OpenUnits.Place()))
              .extracting(Dead::ref)
              .containsExactly(units.get(1));
          assertThat(open.dead(s.run, 9))
              .as("those without a notice first")
              .containsExactly(
                  new Dead(units.get(1), Tier.SMALL, "denied", false),
                  new Dead(units.get(0), Tier.SMALL, "denied", true));
        });
  }

  @Test
  default void each_dead_unit_is_shown_once_though_it_is_announced_meanwhile() {
    LedgerScene s = scene();
    List<UnitRef> units = s.pending(9);
    for (UnitRef unit : units) s.kill(unit);
    OpenUnits open = ledger().open();
    await().untilAsserted(() -> assertThat(open.dead(s.run, 10)).hasSize(9));
    List<UnitRef> shown = new ArrayList<>();
    open.eachDead(
        s.run,
        Optional.of(FailureClass.DENIED),
        unit -> {
          ledger().notices().sent(unit.ref(), unit.failure());
          return shown.add(unit.ref());
        });
    assertThat(shown).containsExactlyInAnyOrderElementsOf(units);
    shown.clear();
    open.eachDead(s.run, Optional.empty(), unit -> shown.add(unit.ref()) && shown.size() < 4);
    assertThat(shown).hasSize(4);
    open.eachDead(s.run, Optional.of(FailureClass.CORRUPT), unit -> shown.add(unit.ref()));
    assertThat(shown).hasSize(4);
  }

  @Test
  default void a_notice_of_a_unit_that_moved_on_is_not_noted() {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    s.kill(ref);
    s.redrive(ref, false);
    ledger().notices().sent(ref, "denied");
    assertThat(s.word(ref)).startsWith("P#");
    s.settle(new Settlement.Dead(s.claim(ref, A), FailureClass.CORRUPT, "sum"));
    ledger().notices().sent(ref, "denied");
    assertThat(s.word(ref)).as("dead of something else").startsWith("N#corrupt#");
  }

  private void toSend(Duration age, ThrowingConsumer<List<Pending>> look) {
    toSend(age, 1000, look);
  }

  private void toSend(Duration age, int limit, ThrowingConsumer<List<Pending>> look) {
    LedgerScene s = scene();
    await().untilAsserted(() -> look.accept(ledger().open().toSend(s.run, s.now, age, limit)));
  }
}
