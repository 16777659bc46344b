package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.claim.SessionSettings;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.RunState;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Write;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.noop.NoopHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OpenRunsTest {
  private final LoopScene scene = new LoopScene();
  private final AtomicInteger reads = new AtomicInteger();

  @Test
  void renewals_go_on_while_the_runs_are_still_being_read() throws Exception {
    scene.session = SessionSettings.of(Duration.ofSeconds(3));
    CompletableFuture<Worker> worker = new CompletableFuture<>();
    CountDownLatch done = new CountDownLatch(1);
    AtomicInteger renewals = new AtomicInteger();
    scene.reachedTable =
        Spoiled.port(
            Table.class,
            scene.rows,
            (method, arguments) -> {
              // the first is the claim's own
              if (isRun(method, arguments) && reads.incrementAndGet() == 2) done.await();
              if (reads.get() >= 2
                  && isRenewal(method, arguments)
                  && renewals.incrementAndGet() == 3) {
                done.countDown();
              }
            });
    scene.submit(1);
    Worker started =
        scene.worker(unit -> {
          done.await();
          worker.join().drain();
          return new NoopHandler().handle(unit);
        });
    worker.complete(started);

    assertThat(scene.start(started).get()).isEmpty();
    assertThat(renewals.get()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void a_run_that_is_over_is_read_no_more_until_it_is_asked_for_again() {
    Table counted =
        Spoiled.port(
            Table.class,
            scene.rows,
            (method, arguments) -> {
              if (isRun(method, arguments)) reads.incrementAndGet();
            });
    OpenRuns runs = new OpenRuns(new Ledger(counted), shares(new Ledger(counted)));
    scene.submit(1);
    runs.get(LoopScene.RUN);
    runs.refresh();
    assertThat(reads.get()).isEqualTo(2);
    assertThat(scene.ledger.cancels().ask(LoopScene.RUN)).isTrue();
    runs.refresh();
    assertThat(runs.cancelled(LoopScene.RUN)).isTrue();

    end();
    runs.refresh();
    int before = reads.get();
    runs.refresh();
    runs.refresh();
    assertThat(reads.get()).isEqualTo(before);
    assertThat(runs.cancelled(LoopScene.RUN)).isTrue();
    runs.get(LoopScene.RUN);
    assertThat(reads.get()).isEqualTo(before + 1);
  }

  private void end() {
    Run run = scene.ledger.runs().find(LoopScene.RUN).orElseThrow();
    scene.ledger.cancels().markStages(LoopScene.RUN);
    var root = scene.units().values().iterator().next().ref();
    assertThat(scene.ledger.cancels().cancel(root, new WorkerId("x"), scene.time.now())).isTrue();
    assertThat(scene.ledger.runs().closeIfDone(run, scene.time.now())).isTrue();
    assertThat(scene.ledger.runs().find(LoopScene.RUN).map(Run::state))
        .isEqualTo(Optional.of(RunState.CANCELLED));
  }

  private static boolean isRun(String method, Object[] arguments) {
    return method.equals("get") && ((Key) arguments[0]).partition().equals("RUNS");
  }

  private static boolean isRenewal(String method, Object[] arguments) {
    return method.equals("write") && ((Write) arguments[0]).key().partition().equals("LIVE");
  }

  private Shares shares(Ledger ledger) {
    return new Shares(ledger, scene.time, new WorkerId("worker-1"), scene.session);
  }
}
