package io.longhaul.ledger;

import static io.longhaul.ledger.LedgerScene.A;
import static io.longhaul.ledger.LedgerScene.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Sessions.Renewal;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sessions and duties. */
interface SessionContract extends LedgerUnderTest {
  Renewal RENEWED = new Renewal(true, Optional.empty());
  Renewal NOT_LIVE = new Renewal(false, Optional.empty());

  @Test
  default void a_session_begins_once_under_its_id() {
    WorkerId worker = fresh();
    Instant until = scene().now.plusSeconds(60);
    assertThat(ledger().sessions().begin(worker, "host", 3, until)).isTrue();
    assertThat(find(worker))
        .contains(
            new Session(
                worker,
                Session.State.LIVE,
                until,
                "host",
                3,
                Optional.empty(),
                false,
                0,
                Duration.ZERO));
    assertThat(ledger().sessions().begin(worker, "host", 3, until)).as("repeated").isTrue();
    assertThat(ledger().sessions().begin(worker, "other", 3, until.plusMillis(1))).isFalse();
    ledger().sessions().leave(worker);
    assertThat(ledger().sessions().begin(worker, "host", 3, until)).isFalse();
  }

  @Test
  default void a_live_session_is_renewed_and_any_other_is_not() {
    WorkerId worker = begun();
    Instant later = scene().now.plusSeconds(120);
    assertThat(ledger().sessions().renew(worker, later)).isEqualTo(RENEWED);
    assertThat(find(worker).orElseThrow().until()).isEqualTo(later);
    assertThat(ledger().sessions().renew(fresh(), later)).as("never begun").isEqualTo(NOT_LIVE);
    ledger().sessions().leave(worker);
    assertThat(ledger().sessions().renew(worker, later)).isEqualTo(NOT_LIVE);
    assertThat(find(worker).orElseThrow().state()).isEqualTo(Session.State.LEFT);
  }

  @Test
  default void a_renewal_says_what_came_of_the_session_so_far() {
    WorkerId worker = begun();
    Instant later = scene().now.plusSeconds(120);
    assertThat(find(worker).orElseThrow().perMinute()).as("not renewed yet").isZero();
    assertThat(ledger().sessions().renew(worker, later, 30, Duration.ofMinutes(2)))
        .isEqualTo(RENEWED);
    Session renewed = find(worker).orElseThrow();
    assertThat(renewed.until()).isEqualTo(later);
    assertThat(renewed.done()).isEqualTo(30);
    assertThat(renewed.perMinute()).isEqualTo(15);
    ledger().sessions().leave(worker);
    assertThat(ledger().sessions().renew(worker, later, 31, Duration.ofMinutes(3)))
        .isEqualTo(NOT_LIVE);
    assertThat(find(worker).orElseThrow().done()).isEqualTo(30);
  }

  @Test
  default void a_session_is_lost_only_when_overdue_and_then_for_good() {
    WorkerId worker = begun();
    Instant until = scene().now.plusSeconds(60);
    assertThat(ledger().sessions().lose(worker, until.minusMillis(1))).isFalse();
    assertThat(ledger().sessions().lose(worker, until)).isTrue();
    assertThat(ledger().sessions().lose(worker, until)).as("once").isFalse();
    assertThat(ledger().sessions().renew(worker, until.plusSeconds(60))).isEqualTo(NOT_LIVE);
    ledger().sessions().leave(worker);
    assertThat(find(worker).orElseThrow().state()).isEqualTo(Session.State.LOST);
  }

  @Test
  default void a_wish_to_leave_is_seen_at_the_next_renewal_and_stays() {
    WorkerId worker = begun();
    Instant later = scene().now.plusSeconds(120);
    assertThat(ledger().sessions().askToLeave(worker, Farewell.AS_MANY)).isTrue();
    assertThat(find(worker).orElseThrow().leave()).isTrue();
    assertThat(find(worker).orElseThrow().state()).isEqualTo(Session.State.LIVE);
    assertThat(ledger().sessions().renew(worker, later))
        .isEqualTo(new Renewal(true, Optional.of(Farewell.AS_MANY)));
    assertThat(ledger().sessions().askToLeave(worker, Farewell.ONE_FEWER))
        .as("wished again, otherwise")
        .isTrue();
    assertThat(ledger().sessions().renew(worker, later))
        .isEqualTo(new Renewal(true, Optional.of(Farewell.AS_MANY)));
  }

  @Test
  default void a_wish_to_leave_reaches_its_worker_though_it_was_declared_lost() {
    WorkerId worker = begun();
    ledger().sessions().askToLeave(worker, Farewell.ONE_FEWER);
    ledger().sessions().lose(worker, scene().now.plusSeconds(60));
    assertThat(ledger().sessions().renew(worker, scene().now.plusSeconds(120)))
        .isEqualTo(new Renewal(false, Optional.of(Farewell.ONE_FEWER)));
  }

  @Test
  default void one_whose_worker_goes_says_so_and_is_live_until_it_has_left() {
    WorkerId worker = begun();
    Instant later = scene().now.plusSeconds(120);
    assertThat(ledger().sessions().renewGoing(worker, later, 7, Duration.ofMinutes(1)))
        .isEqualTo(RENEWED);
    Session going = find(worker).orElseThrow();
    assertThat(going.leave()).isTrue();
    assertThat(going.wish()).as("nobody else's").isEmpty();
    assertThat(going.state()).isEqualTo(Session.State.LIVE);
    assertThat(going.done()).isEqualTo(7);
    assertThat(ledger().sessions().askToLeave(worker, Farewell.AS_MANY)).isTrue();
    assertThat(find(worker).orElseThrow().wish()).contains(Farewell.AS_MANY);
  }

  @Test
  default void only_a_live_session_is_wished_away() {
    WorkerId never = fresh();
    assertThat(ledger().sessions().askToLeave(never, Farewell.ONE_FEWER))
        .as("never begun")
        .isFalse();
    assertThat(find(never)).isEmpty();
    WorkerId gone = begun();
    ledger().sessions().leave(gone);
    assertThat(ledger().sessions().askToLeave(gone, Farewell.ONE_FEWER)).as("left").isFalse();
    assertThat(find(gone).orElseThrow().leave()).isFalse();
  }

  @Test
  default void a_session_renewed_meanwhile_is_not_lost() {
    WorkerId worker = begun();
    Instant until = scene().now.plusSeconds(60);
    ledger().sessions().renew(worker, until.plusSeconds(10));
    assertThat(ledger().sessions().lose(worker, until)).isFalse();
    assertThat(find(worker).orElseThrow().state()).isEqualTo(Session.State.LIVE);
  }

  @Test
  default void a_live_session_is_not_forgotten() {
    WorkerId worker = begun();
    ledger().sessions().forget(worker);
    assertThat(find(worker)).isPresent();
    ledger().sessions().leave(worker);
    ledger().sessions().forget(worker);
    assertThat(find(worker)).isEmpty();
    ledger().sessions().forget(worker);
  }

  @Test
  default void a_duty_is_held_by_one_until_it_lapses() {
    LedgerScene s = scene();
    String duty = "duty-" + s.run;
    Instant until = s.now.plusSeconds(30);
    assertThat(ledger().duties().take(duty, A, s.now, until)).isTrue();
    assertThat(ledger().duties().take(duty, B, s.now, until)).isFalse();
    assertThat(ledger().duties().take(duty, A, s.now, until)).as("renewed").isTrue();
    s.pass(Duration.ofMillis(29_999));
    assertThat(ledger().duties().take(duty, B, s.now, until.plusSeconds(30))).isFalse();
    s.pass(Duration.ofMillis(1));
    assertThat(ledger().duties().take(duty, B, s.now, until.plusSeconds(30))).isTrue();
    assertThat(ledger().duties().take(duty, A, s.now, until)).isFalse();
  }

  @Test
  default void a_duty_laid_down_is_free_at_once_and_only_its_holder_lays_it_down() {
    LedgerScene s = scene();
    String duty = "duty-" + s.run;
    ledger().duties().take(duty, A, s.now, s.now.plusSeconds(30));
    ledger().duties().leave(duty, B);
    assertThat(ledger().duties().take(duty, B, s.now, s.now.plusSeconds(30))).isFalse();
    ledger().duties().leave(duty, A);
    assertThat(ledger().duties().take(duty, B, s.now, s.now.plusSeconds(30))).isTrue();
  }

  private WorkerId fresh() {
    return new WorkerId("session-" + scene().run + "-" + System.identityHashCode(new Object()));
  }

  private WorkerId begun() {
    WorkerId worker = fresh();
    ledger().sessions().begin(worker, "host", 1, scene().now.plusSeconds(60));
    return worker;
  }

  private Optional<Session> find(WorkerId worker) {
    return ledger().sessions().all().stream()
        .filter(session -> session.worker().equals(worker))
        .findFirst();
  }
}
