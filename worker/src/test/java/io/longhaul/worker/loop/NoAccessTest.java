package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.access.NoAccess;
import io.longhaul.access.NotDeployed;
import io.longhaul.access.PermissionMissing;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Write;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitRef;
import io.longhaul.worker.noop.NoopHandler;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
  void what_is_done_when_a_message_is_denied_is_settled_all_the_same() throws Exception {
    AtomicBoolean deny = new AtomicBoolean();
    Set<UnitRef> begun = ConcurrentHashMap.newKeySet();
    scene.reachedQueues =
        Spoiled.queues(
            scene.queues,
            (method, arguments) -> {
              if (deny.get() && method.equals("send")) throw DENIED;
            });
    scene.submit(new RunName("first"), 4);
    NoopHandler noop = new NoopHandler();
    Worker worker =
        scene.worker(unit -> {
          begun.add(unit.claim().ref());
          // another run's root is split meanwhile, and its children's messages are denied
          if (deny.compareAndSet(false, true)) scene.submit(new RunName("second"), 20);
          while (!unit.leaving()) Thread.onSpinWait();
          return noop.handle(unit);
        });

    assertThat(scene.start(worker).get()).contains(DENIED.getMessage());
    assertThat(begun).isNotEmpty();
    for (UnitRef unit : begun) {
      assertThat(scene.ledger.units().find(unit).orElseThrow().state().open()).isFalse();
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
