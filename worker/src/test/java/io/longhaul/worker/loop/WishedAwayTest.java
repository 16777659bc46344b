package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.claim.SessionSettings;
import io.longhaul.ledger.Farewell;
import io.longhaul.ledger.Session;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.noop.NoopHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker that somebody wishes away by the ledger leaves as on SIGTERM. */
@Timeout(30)
class WishedAwayTest {
  private static final WorkerId FIRST = new WorkerId("worker-1");
  private final LoopScene scene = new LoopScene();

  WishedAwayTest() {
    scene.session = SessionSettings.of(Duration.ofSeconds(3));
  }

  @Test
  void it_drains_at_its_next_renewal() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    scene.submit(1);
    CompletableFuture<Optional<String>> ended =
        scene.start(
            scene.worker(unit -> {
              begun.countDown();
              // its root; what it splits into is for whoever is there then
              return new NoopHandler().handle(unit);
            }));
    begun.await();

    assertThat(scene.ledger.sessions().askToLeave(FIRST, Farewell.ONE_FEWER)).isTrue();
    assertThat(ended.get()).as("as when it is asked to stop").isEmpty();
    assertThat(scene.ledger.sessions().find(FIRST).orElseThrow().state())
        .isEqualTo(Session.State.LEFT);
    assertThat(scene.units().values())
        .allMatch(unit -> unit.attempts() == 0 && unit.losses() == 0)
        .noneMatch(unit -> unit.state() == UnitState.RUNNING);
    assertThat(scene.ledger.sessions().all()).as("no other session was begun").hasSize(1);
  }

  /** So that who finds no live worker on a machine knows that none is about to end it. */
  @Test
  void its_last_step_is_taken_holding_nothing_and_while_its_session_lives() throws Exception {
    scene.submit(1);
    CountDownLatch begun = new CountDownLatch(1);
    Worker worker =
        scene.worker(unit -> {
          begun.countDown();
          return new NoopHandler().handle(unit);
        });
    CompletableFuture<Farewell> parted = new CompletableFuture<>();
    worker.onParting((me, wish) -> {
      assertThat(worker.vitals().work().held()).isZero();
      assertThat(scene.ledger.sessions().find(me).orElseThrow().state())
          .isEqualTo(Session.State.LIVE);
      parted.complete(wish.orElseThrow());
      throw new IllegalStateException("a defect, which keeps nobody from leaving");
    });
    CompletableFuture<Optional<String>> ended = scene.start(worker);
    begun.await();

    scene.ledger.sessions().askToLeave(FIRST, Farewell.AS_MANY);
    assertThat(ended.get()).isEmpty();
    assertThat(parted.getNow(null)).isEqualTo(Farewell.AS_MANY);
    assertThat(worker.wish()).contains(Farewell.AS_MANY);
    assertThat(scene.ledger.sessions().find(FIRST).orElseThrow().state())
        .isEqualTo(Session.State.LEFT);
  }

  /** Or it would begin another session, under which nobody asked it for anything. */
  @Test
  void a_wish_to_one_whose_session_was_lost_meanwhile_counts_all_the_same() throws Exception {
    scene.submit(1);
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Optional<String>> ended =
        scene.start(
            scene.worker(unit -> {
              begun.countDown();
              return new NoopHandler().handle(unit);
            }));
    begun.await();

    scene.ledger.sessions().askToLeave(FIRST, Farewell.ONE_FEWER);
    scene.ledger.sessions().lose(FIRST, scene.time.now().plusSeconds(60));
    assertThat(ended.get()).isEmpty();
    assertThat(scene.ledger.sessions().all()).hasSize(1);
  }
}
