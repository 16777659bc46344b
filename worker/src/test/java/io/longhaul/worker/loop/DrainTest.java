package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.longhaul.claim.SessionSettings;
import io.longhaul.claim.UnitHandler;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.UnitRow;
import io.longhaul.ledger.Write;
import io.longhaul.queue.Message;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.noop.NoopHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker that is asked to stop: what is done is settled, what is not goes back unharmed. */
@Timeout(30)
class DrainTest {
  private final LoopScene scene = new LoopScene();
  private final CompletableFuture<Worker> worker = new CompletableFuture<>();

  DrainTest() {
    scene.grace = Duration.ZERO;
    scene.session = SessionSettings.of(Duration.ofSeconds(3));
  }

  /** Of two that are done one is being settled, the other waits for its turn. */
  @Test
  void what_is_done_is_settled_before_the_worker_leaves_however_slow_the_ledger() throws Exception {
    CountDownLatch settling = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch drained = new CountDownLatch(1);
    AtomicReference<List<UnitState>> asItLeft = new AtomicReference<>();
    AtomicInteger begun = new AtomicInteger();
    scene.reachedTable =
        Spoiled.port(
            Table.class,
            scene.rows,
            (method, arguments) -> {
              if (method.equals("transact") && begun.get() > 0 && settling.getCount() > 0) {
                settling.countDown();
                go.await();
              }
              String session = toSession(method, arguments);
              if (session.contains("LEFT")) asItLeft.compareAndSet(null, states());
              // a renewal, or what ends them: by now all units have been called off
              if (drained.getCount() == 0 && !session.isEmpty()) go.countDown();
            });
    UnitHandler handler =
        unit -> {
          if (begun.incrementAndGet() == 2) {
            settling.await();
            worker.join().drain();
            drained.countDown();
          }
          return new NoopHandler().handle(unit);
        };
    scene.submit(2);

    assertThat(run(handler)).isEmpty();
    assertThat(asItLeft.get()).containsOnly(UnitState.SPLIT, UnitState.DONE);
  }

  /** Or another idle worker would take it for one that stays. */
  @Test
  void one_that_drains_says_so_in_the_ledger_while_it_still_holds_a_unit() throws Exception {
    scene.grace = Duration.ofSeconds(20);
    WorkerId me = new WorkerId("worker-1");
    CountDownLatch said = new CountDownLatch(1);
    UnitHandler handler =
        unit -> {
          worker.join().drain();
          await()
              .atMost(Duration.ofSeconds(10))
              .until(() -> scene.ledger.sessions().find(me).orElseThrow().leave());
          said.countDown();
          return new NoopHandler().handle(unit);
        };
    scene.submit(1);

    assertThat(run(handler)).isEmpty();
    assertThat(said.getCount()).as("not yet said").isZero();
    assertThat(scene.ledger.sessions().find(me).orElseThrow().wish()).isEmpty();
  }

  @Test
  void a_message_whose_claim_was_not_answered_is_seen_by_others_at_once() throws Exception {
    scene.reachedTable = silentTo("write", "U#");
    scene.submit(1);

    assertThat(run(new NoopHandler())).isEmpty();
    UnitRef root = new UnitRef(LoopScene.RUN, UnitId.root(LoopScene.RUN));
    assertThat(scene.queues.of(Tier.SMALL).receive(1, Duration.ZERO))
        .extracting(Message::unit)
        .containsExactly(Optional.of(root));
  }

  @Test
  void a_unit_that_was_claimed_and_not_begun_is_released() throws Exception {
    scene.reachedTable = silentTo("get", "JOB");
    scene.submit(1);

    assertThat(run(new NoopHandler())).isEmpty();
    assertThat(states()).containsExactly(UnitState.PENDING);
    UnitRow root = scene.units().values().iterator().next();
    assertThat(root.losses()).isZero();
    assertThat(root.fence()).as("claimed once").isEqualTo(1);
  }

  /** A ledger that does not answer this, and at the first time has the worker drained. */
  private Table silentTo(String asked, String key) {
    return Spoiled.port(
        Table.class,
        scene.rows,
        (method, arguments) -> {
          if (!method.equals(asked) || !String.valueOf(arguments[0]).contains(key)) return;
          worker.join().drain();
          throw new LedgerUnavailable("silent");
        });
  }

  private Optional<String> run(UnitHandler handler) throws Exception {
    Worker started = scene.worker(handler);
    worker.complete(started);
    return scene.start(started).get();
  }

  private List<UnitState> states() {
    return scene.units().values().stream().map(UnitRow::state).toList();
  }

  private static String toSession(String method, Object[] arguments) {
    boolean session =
        method.equals("write") && ((Write) arguments[0]).key().partition().equals("LIVE");
    return session ? arguments[0].toString() : "";
  }
}
