package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.access.NoAccess;
import io.longhaul.access.NotDeployed;
import io.longhaul.access.PermissionMissing;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Write;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitState;
import io.longhaul.worker.noop.NoopHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that meets what asking again cannot mend ends with the line that says what to do. */
@Timeout(30)
class NoAccessTest {
  private static final NoAccess DENIED =
      new PermissionMissing("sqs:X", "queue q", Optional.empty(), null);
  private static final NoAccess MISSING = new NotDeployed("table t", "region r", null);

  private final LoopScene scene = new LoopScene();

  @Test
  void a_table_that_is_not_there_ends_it_at_its_start() {
    scene.reachedTable =
        Spoiled.port(
            Table.class,
            scene.rows,
            (method, arguments) -> {
              throw MISSING;
            });

    assertThatThrownBy(() -> scene.start(scene.worker(new NoopHandler())).get())
        .isInstanceOf(ExecutionException.class)
        .hasCause(MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"receive", "send", "delete", "depth"})
  void a_queue_that_denies_a_request_ends_it(String denied) throws Exception {
    scene.reachedQueues =
        Spoiled.queues(
            scene.queues,
            (method, arguments) -> {
              if (method.equals(denied)) throw DENIED;
            });
    scene.submit(20);

    assertThat(scene.start(scene.worker(new NoopHandler())).get()).contains(DENIED.getMessage());
  }

  @Test
  void what_is_done_meanwhile_is_settled_though_messages_are_denied() throws Exception {
    RunName second = new RunName("second");
    CountDownLatch denied = new CountDownLatch(1);
    scene.submit(20);
    scene.submit(second, 20);
    scene.reachedQueues =
        Spoiled.queues(
            scene.queues,
            (method, arguments) -> {
              if (!method.equals("send")) return;
              denied.countDown();
              throw DENIED;
            });
    NoopHandler noop = new NoopHandler();
    Worker worker =
        scene.worker(unit -> {
          if (unit.claim().ref().run().equals(second)) {
            denied.await();
            while (!unit.leaving()) Thread.onSpinWait();
          }
          return noop.handle(unit);
        });

    assertThat(scene.start(worker).get()).contains(DENIED.getMessage());
    for (RunName run : List.of(LoopScene.RUN, second)) {
      assertThat(scene.ledger.units().find(LoopScene.root(run)).orElseThrow().state())
          .as(run.value())
          .isEqualTo(UnitState.SPLIT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIVE", "U#", "DUTY", "RUN#"})
  void a_table_that_denies_a_request_later_ends_it(String partition) throws Exception {
    boolean[] begun = {false};
    scene.reachedTable =
        Spoiled.port(
            Table.class,
            scene.rows,
            (method, arguments) -> {
              boolean session = touches(method, arguments, "LIVE");
              if (begun[0] && touches(method, arguments, partition)) throw DENIED;
              if (session) begun[0] = true;
            });
    scene.submit(20);

    assertThat(scene.start(scene.worker(new NoopHandler())).get(20, TimeUnit.SECONDS))
        .contains(DENIED.getMessage());
  }

  private static boolean touches(String method, Object[] arguments, String partition) {
    return switch (method) {
      case "write" -> ((Write) arguments[0]).key().partition().startsWith(partition);
      case "get" -> arguments[0].toString().contains(partition);
      default -> false;
    };
  }
}
