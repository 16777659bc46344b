package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.longhaul.queue.Message;
import io.longhaul.queue.WorkQueues;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.worker.noop.NoopHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker is too old for it leaves to others, who see its message within a minute. */
@Timeout(30)
class TooOldTest {
  private final LoopScene scene = new LoopScene();
  private final List<String> settled = new CopyOnWriteArrayList<>();

  @Test
  void the_message_comes_again_and_the_unit_is_as_it_was() throws Exception {
    WorkQueues own = scene.queues;
    scene.reachedQueues =
        Spoiled.queues(
            own,
            (method, arguments) -> {
              if (method.equals("returnLater")) settled.add("again in " + arguments[1]);
              if (method.equals("delete")) settled.add("deleted");
            });
    scene.submitForVersion(99);
    Worker worker = scene.worker(new NoopHandler());
    CompletableFuture<Optional<String>> ended = scene.start(worker);
    await().until(() -> scene.counted("longhaul.worker.claims", "too-new") >= 1);
    await().until(() -> !settled.isEmpty());
    worker.drain();
    assertThat(ended.get()).isEmpty();

    assertThat(settled).containsExactly("again in " + Duration.ofSeconds(60));
    UnitRef root = LoopScene.root(LoopScene.RUN);
    assertThat(scene.ledger.units().find(root).orElseThrow())
        .satisfies(unit -> {
          assertThat(unit.state()).isEqualTo(UnitState.PENDING);
          assertThat(unit.fence()).isZero();
          assertThat(unit.attempts()).isZero();
        });
    List<Message> visible = own.of(Tier.SMALL).receive(1, Duration.ZERO);
    assertThat(visible).as("hidden until then").isEmpty();
  }
}
