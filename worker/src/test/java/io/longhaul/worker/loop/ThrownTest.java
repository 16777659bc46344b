package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.longhaul.claim.UnitHandler;
import io.longhaul.ledger.RunState;
import io.longhaul.ledger.Session;
import io.longhaul.ledger.Table;
import io.longhaul.unit.UnitState;
import io.longhaul.worker.noop.NoopHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is thrown that nobody expects: no unit is left in the hand of a session that lives on. */
@Timeout(60)
class ThrownTest {
  private final LoopScene scene = new LoopScene();

  @Test
  void an_error_in_a_handler_is_a_failure_like_another_and_the_unit_is_tried_again()
      throws Exception {
    scene.submit(20);
    AtomicInteger handled = new AtomicInteger();
    UnitHandler noop = new NoopHandler();
    Worker worker =
        scene.worker(unit -> {
          if (handled.incrementAndGet() % 3 == 1) throw new LinkageError("of the machine");
          return noop.handle(unit);
        });
    CompletableFuture<Optional<String>> ended = scene.start(worker);
    await()
        .atMost(Duration.ofSeconds(50))
        .until(
            () -> scene.ledger.runs().find(LoopScene.RUN).orElseThrow().state() == RunState.CLOSED);
    assertThat(scene.units().values()).allMatch(unit -> unit.state() != UnitState.DEAD);
    assertThat(scene.counted("longhaul.worker.units", "retried")).isPositive();
    worker.drain();
    assertThat(ended.get(20, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void an_error_in_a_loop_of_its_own_ends_the_worker_which_says_why() throws Exception {
    scene.submit(1);
    breakLedgerFor("sweep");
    assertThat(scene.start(scene.worker(new NoopHandler())).get(20, TimeUnit.SECONDS))
        .hasValueSatisfying(why -> assertThat(why).contains("sweep", "of the machine"));
  }

  @Test
  void an_error_as_a_unit_is_claimed_ends_the_worker_and_its_session_lapses() throws Exception {
    scene.submit(1);
    breakLedgerFor("unit");
    assertThat(scene.start(scene.worker(new NoopHandler())).get(20, TimeUnit.SECONDS))
        .hasValueSatisfying(why -> assertThat(why).contains("unit", "of the machine"));
    assertThat(scene.ledger.sessions().all())
        .extracting(Session::state)
        .containsExactly(Session.State.LIVE);
  }

  /** The ledger of the threads of that name. */
  private void breakLedgerFor(String thread) {
    scene.reachedTable =
        Spoiled.port(
            Table.class,
            scene.rows,
            (method, arguments) -> {
              boolean its = Thread.currentThread().getName().equals(thread);
              if (its) throw new LinkageError("of the machine");
            });
  }
}
