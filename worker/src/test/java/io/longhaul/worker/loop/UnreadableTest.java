package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.longhaul.ledger.UnitRow;
import io.longhaul.unit.FailureClass;
import io.longhaul.worker.noop.NoopHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cannot be read is one run's matter: the worker goes on with all others. */
@Timeout(60)
class UnreadableTest {
  private final LoopScene scene = new LoopScene();

  @Test
  void a_run_whose_job_cannot_be_read_has_dead_units_and_ends_no_worker() throws Exception {
    scene.submitUnreadable();
    Worker worker = scene.worker(new NoopHandler());
    CompletableFuture<Optional<String>> ended = scene.start(worker);
    await()
        .atMost(Duration.ofSeconds(50))
        .until(() -> scene.units().values().stream().anyMatch(UnreadableTest::failed));
    assertThat(ended).isNotDone();
    worker.drain();
    assertThat(ended.get(20, TimeUnit.SECONDS)).isEmpty();
  }

  private static boolean failed(UnitRow unit) {
    return unit.failure().filter(FailureClass.DEFECT::equals).isPresent();
  }
}
