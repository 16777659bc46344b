package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.longhaul.ledger.Change;
import io.longhaul.ledger.Session;
import io.longhaul.ledger.UnitRow;
import io.longhaul.ledger.Write;
import io.longhaul.unit.FailureClass;
import io.longhaul.worker.noop.NoopHandler;
import java.time.Duration;
import java.util.List;
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

  @Test
  void a_unit_that_cannot_even_be_claimed_counts_as_a_loss_of_the_session_that_tried()
      throws Exception {
    scene.submit(20);
    UnitRow root = scene.ledger.units().find(LoopScene.root(LoopScene.RUN)).orElseThrow();
    scene.rows.write(
        new Write.Update(
            root.row().key(), List.of(), List.of(new Change.Set("payload", "of another world"))));
    assertThat(scene.start(scene.worker(new NoopHandler())).get(20, TimeUnit.SECONDS))
        .hasValueSatisfying(why -> assertThat(why).contains("unit " + root.ref()));
    assertThat(scene.ledger.sessions().all())
        .as("it did not leave: whoever sweeps takes it for lost")
        .extracting(Session::state)
        .containsExactly(Session.State.LIVE);
  }

  private static boolean failed(UnitRow unit) {
    return unit.failure().filter(FailureClass.DEFECT::equals).isPresent();
  }
}
