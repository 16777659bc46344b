package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.longhaul.queue.Send;
import io.longhaul.time.JumpingTime;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitState;
import io.longhaul.worker.noop.NoopHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker whose machine may go leaves LARGE units to others for a time. */
@Timeout(30)
class SparedTest {
  private final LoopScene scene = new LoopScene();

  @Test
  void large_units_are_left_and_all_others_done() throws Exception {
    RunName large = new RunName("large");
    scene.submit(large, 1);
    scene.submit(1);
    // its one message goes to the LARGE queue instead
    scene.queues.of(Tier.SMALL).delete(scene.queues.of(Tier.SMALL).receive(1, Duration.ZERO));
    scene.queues.of(Tier.LARGE).send(List.of(new Send(LoopScene.root(large), Duration.ZERO)));
    scene.sweepEvery = Duration.ofSeconds(20);
    Worker worker = scene.worker(new NoopHandler());
    worker.spareLarge(Duration.ofHours(1));
    CompletableFuture<Optional<String>> ended = scene.start(worker);

    await().until(() -> scene.counted("longhaul.worker.units", "split") == 1);
    await().until(() -> scene.queues.of(Tier.SMALL).look(1).isEmpty());
    worker.drain();
    assertThat(ended.get()).as("and waiting does not keep it").isEmpty();
    assertThat(scene.ledger.units().find(LoopScene.root(large)).orElseThrow().state())
        .isEqualTo(UnitState.PENDING);
  }

  @Test
  void it_passes_by_itself_and_a_later_word_counts() throws Exception {
    JumpingTime time = new JumpingTime();
    Spared spared = new Spared(time);
    spared.awaitOver();
    assertThat(time.nanos()).as("at first there is nothing to wait for").isZero();
    spared.spare(Duration.ofMinutes(15));
    time.pass(Duration.ofMinutes(5));
    spared.spare(Duration.ofMinutes(15));
    spared.awaitOver();
    assertThat(Duration.ofNanos(time.nanos())).isEqualTo(Duration.ofMinutes(20));
  }
}
