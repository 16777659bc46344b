package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.longhaul.claim.SessionSettings;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Table;
import io.longhaul.time.JumpingTime;
import io.longhaul.worker.noop.NoopHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether a loop moves is told from its renewals and receives. */
@Timeout(60)
class MovingTest {
  private final LoopScene scene = new LoopScene();

  @Test
  void a_beat_and_the_longest_step_under_way_count() {
    JumpingTime time = new JumpingTime();
    Moving moving = new Moving(time);
    time.pass(Duration.ofSeconds(10));
    assertThat(moving.still()).isEqualTo(Duration.ofSeconds(10));
    moving.beat();
    assertThat(moving.still()).isZero();
    try (Moving.Step hung = moving.begin()) {
      time.pass(Duration.ofSeconds(50));
      moving.beat();
      assertThat(moving.still()).isEqualTo(Duration.ofSeconds(50));
    }
    assertThat(moving.still()).isZero();
  }

  /** A renewal each half second, while it works and while the ledger is silent. */
  @Test
  void a_worker_that_is_idle_or_meets_a_silent_ledger_moves() throws Exception {
    CountDownLatch silent = new CountDownLatch(1);
    CountDownLatch renewals = new CountDownLatch(6);
    scene.session = SessionSettings.of(Duration.ofSeconds(3));
    scene.reachedTable =
        Spoiled.port(
            Table.class,
            scene.rows,
            (method, arguments) -> {
              boolean session =
                  String.valueOf(arguments == null ? "" : arguments[0]).contains("LIVE");
              if (!method.equals("write") || !session) return;
              renewals.countDown();
              if (renewals.getCount() < 3 && silent.getCount() > 0) {
                throw new LedgerUnavailable("silent");
              }
            });
    Worker worker = scene.worker(new NoopHandler());
    CompletableFuture<Optional<String>> ended = scene.start(worker);
    renewals.await();
    assertThat(worker.still()).isLessThan(Duration.ofSeconds(3));
    silent.countDown();
    worker.drain();
    assertThat(ended.get()).isEmpty();
  }

  @Test
  void a_renewal_that_hangs_is_seen() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch goes = new CountDownLatch(1);
    scene.session = SessionSettings.of(Duration.ofSeconds(3));
    scene.reachedTable =
        Spoiled.port(
            Table.class,
            scene.rows,
            (method, arguments) -> {
              String words = String.valueOf(arguments == null ? "" : arguments[0]);
              boolean renewal =
                  method.equals("write") && words.contains("LIVE") && !words.contains("host");
              if (!renewal) return;
              hangs.countDown();
              goes.await();
            });
    Worker worker = scene.worker(new NoopHandler());
    CompletableFuture<Optional<String>> ended = scene.start(worker);
    hangs.await();
    await().until(() -> worker.still().compareTo(Duration.ofSeconds(3)) > 0);
    goes.countDown();
    worker.drain();
    assertThat(ended.get()).isEmpty();
  }
}
