package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.queue.Message;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitState;
import io.longhaul.worker.noop.NoopHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a broker that hides what it hands to a poll which nobody waits for any more. */
@Timeout(30)
class LastReceiveTest {
  private final LoopScene scene = new LoopScene();
  private final CountDownLatch polling = new CountDownLatch(Tier.values().length);
  private final CountDownLatch answer = new CountDownLatch(1);

  LastReceiveTest() {
    scene.reachedQueues =
        Spoiled.queues(
            scene.queues,
            (method, arguments) -> {
              if (method.equals("receive")) awaitAnswer();
            });
  }

  /** Cut off, it takes along what there is. */
  private void awaitAnswer() throws InterruptedException {
    polling.countDown();
    try {
      answer.await();
    } catch (InterruptedException e) {
      scene.queues.of(Tier.SMALL).receive(1, Duration.ZERO);
      throw e;
    }
  }

  @Test
  void what_it_brings_to_a_worker_that_drains_is_seen_by_others_at_once() throws Exception {
    Worker worker = scene.worker(new NoopHandler());
    CompletableFuture<Optional<String>> ended = scene.start(worker);
    polling.await();
    scene.submit(1);
    worker.drain();
    answer.countDown();

    assertThat(ended.get()).isEmpty();
    assertThat(scene.queues.of(Tier.SMALL).receive(1, Duration.ZERO))
        .extracting(Message::unit)
        .containsExactly(Optional.of(LoopScene.root(LoopScene.RUN)));
    assertThat(scene.units().values())
        .allSatisfy(unit -> {
          assertThat(unit.state()).isEqualTo(UnitState.PENDING);
          assertThat(unit.fence()).as("never claimed").isZero();
        });
  }

  @Test
  void a_broker_that_does_not_answer_keeps_nobody() throws Exception {
    Worker worker = scene.worker(new NoopHandler());
    CompletableFuture<Optional<String>> ended = scene.start(worker);
    polling.await();
    worker.drain();

    assertThat(ended.get()).isEmpty();
  }
}
