package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.claim.SessionSettings;
import io.longhaul.claim.UnitHandler;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Session;
import io.longhaul.ledger.Table;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Tally;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.noop.NoopHandler;
import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker counts of its loop, and what it says of itself meanwhile. */
@Timeout(30)
class WorkerMetersTest {
  private static final Outcome DENIED = new Outcome.Failed(FailureClass.DENIED, "by a policy");

  private final LoopScene scene = new LoopScene();

  private void until(UnitHandler handler, String meter, String outcome) throws Exception {
    Worker worker = scene.worker(handler);
    CompletableFuture<Optional<String>> ended = scene.start(worker);
    Awaitility.await().until(() -> scene.counted(meter, outcome) > 0);
    worker.drain();
    assertThat(ended.get()).isEmpty();
  }

  @Test
  void each_unit_counts_once_by_what_became_of_it() throws Exception {
    AtomicInteger handled = new AtomicInteger();
    UnitHandler handler =
        unit ->
            switch (handled.incrementAndGet()) {
              case 1 -> new Outcome.Done(Tally.of(Fate.LISTED, 3, 30).with(Fate.COPIED, 3, 30));
              case 2 -> new Outcome.Failed(FailureClass.UNAVAILABLE, "503");
              case 3 -> DENIED;
              default -> new Outcome.Done(Tally.NONE);
            };
    scene.submit(3);
    until(handler, "longhaul.sweeper.units", "noticed");

    assertThat(scene.counted("longhaul.worker.units", "split")).as("the root").isEqualTo(1);
    assertThat(scene.counted("longhaul.worker.units", "retried")).isEqualTo(1);
    assertThat(scene.counted("longhaul.worker.units", "dead")).isEqualTo(1);
    assertThat(scene.counted("longhaul.worker.objects", "copied")).isEqualTo(3);
    assertThat(scene.counted("longhaul.worker.bytes", "copied")).isEqualTo(30);
    assertThat(scene.counted("longhaul.worker.objects", "dead")).isEqualTo(1);
    assertThat(scene.counted("longhaul.sweeper.units", "noticed")).isEqualTo(1);
    double settled =
        scene.counted("longhaul.worker.units", "done")
            + scene.counted("longhaul.worker.units", "split")
            + scene.counted("longhaul.worker.units", "retried")
            + scene.counted("longhaul.worker.units", "dead");
    assertThat(scene.counted("longhaul.worker.claims", "won")).isEqualTo(settled);
    assertThat((double) scene.registry.get("longhaul.worker.settles").timer().count())
        .isEqualTo(settled);
  }

  /** For who looks at the fleet: what was retried or died is not among it. */
  @Test
  void a_renewal_says_how_many_units_its_session_settled() throws Exception {
    scene.session = SessionSettings.of(Duration.ofSeconds(3));
    scene.submit(3);
    Worker worker = scene.worker(new NoopHandler());
    CompletableFuture<Optional<String>> ended = scene.start(worker);
    WorkerId first = new WorkerId("worker-1");
    Awaitility.await()
        .untilAsserted(() -> {
          Session session = scene.ledger.sessions().find(first).orElseThrow();
          assertThat(session.done()).as("the root and three below it").isEqualTo(4);
          assertThat(session.perMinute()).isPositive();
        });
    worker.drain();
    assertThat(ended.get()).isEmpty();
  }

  /** The ledger's rows come from outside: a kind per unit would be a meter per unit. */
  @Test
  void kinds_that_it_does_not_know_share_one_meter() throws Exception {
    scene.submit(1);
    scene.submitOfKind("from-a-newer-version");
    until(new NoopHandler(), "longhaul.worker.units", "released");

    Set<String> kinds = new TreeSet<>();
    for (Meter meter : scene.registry.getMeters()) {
      String kind = meter.getId().getTag("kind");
      if (kind != null) kinds.add(kind);
    }
    assertThat(kinds).containsExactly("noop", "other");
    assertThat(
            scene
                .registry
                .get("longhaul.worker.units")
                .tags("kind", "other", "outcome", "released")
                .counter()
                .count())
        .isPositive();
  }

  @Test
  void a_delete_that_the_queue_does_not_take_is_counted() throws Exception {
    scene.reachedQueues =
        Spoiled.queues(
            scene.queues,
            (method, arguments) -> {
              if (method.equals("delete")) throw new QueueUnavailable("500");
            });
    scene.submit(1);
    Worker worker = scene.worker(new NoopHandler());
    CompletableFuture<Optional<String>> ended = scene.start(worker);
    Awaitility.await()
        .until(() -> scene.registry.get("longhaul.worker.delete.failures").counter().count() > 0);
    worker.drain();
    assertThat(ended.get()).isEmpty();
  }

  @Test
  void what_it_says_of_itself_is_how_it_is() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicReference<Boolean> silent = new AtomicReference<>(false);
    scene.reachedTable =
        Spoiled.port(
            Table.class,
            scene.rows,
            (method, arguments) -> {
              if (silent.get()) throw new LedgerUnavailable("silent");
            });
    scene.submit(1);
    Worker worker =
        scene.worker(unit -> {
          held.countDown();
          go.await();
          return new NoopHandler().handle(unit);
        });
    assertThat(worker.vitals().hindrance())
        .hasValueSatisfying(why -> assertThat(why).contains("no session"));

    CompletableFuture<Optional<String>> ended = scene.start(worker);
    held.await();
    // the root that it split is settled, and may still be in hand for a moment
    Awaitility.await().until(() -> worker.vitals().work().held() == 1);
    Vitals working = worker.vitals();
    assertThat(working.hindrance()).isEmpty();
    assertThat(working.work().lastClaim()).isPresent();
    assertThat(working.session().orElseThrow().live()).isTrue();
    assertThat(working.session().orElseThrow().until()).isAfter(scene.time.now());
    assertThat(scene.registry.get("longhaul.worker.held").gauge().value()).isEqualTo(1);
    assertThat(scene.registry.get("longhaul.worker.ready").gauge().value()).isEqualTo(1);

    silent.set(true);
    Awaitility.await().until(() -> !worker.vitals().ledgerAnswers());
    assertThat(worker.vitals().hindrance()).contains("the ledger does not answer");
    assertThat(scene.registry.get("longhaul.worker.ready").gauge().value()).isZero();
    Awaitility.await().until(() -> scene.counted("longhaul.worker.sessions", "unanswered") > 0);

    silent.set(false);
    Awaitility.await().until(() -> worker.vitals().hindrance().isEmpty());
    assertThat(scene.registry.get("longhaul.worker.ledger.silent").functionCounter().count())
        .isPositive();

    worker.drain();
    assertThat(worker.vitals().hindrance()).contains("it is draining");
    go.countDown();
    assertThat(ended.get()).isEmpty();
    assertThat(worker.vitals().work().lastSettle()).isPresent();
  }

  @Test
  void a_session_that_is_lost_counts_and_is_said() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    scene.submit(1);
    Worker worker =
        scene.worker(unit -> {
          held.countDown();
          scene.time.sleep(Duration.ofDays(1));
          return new NoopHandler().handle(unit);
        });
    CompletableFuture<Optional<String>> ended = scene.start(worker);
    held.await();
    scene
        .ledger
        .sessions()
        .lose(
            worker.vitals().session().orElseThrow().worker(),
            scene.time.now().plus(Duration.ofDays(1)));
    Awaitility.await().until(() -> scene.counted("longhaul.worker.sessions", "lost") == 1);
    Awaitility.await().until(() -> scene.counted("longhaul.worker.sessions", "begun") == 2);
    worker.drain();
    assertThat(ended.get()).isEmpty();
  }
}
