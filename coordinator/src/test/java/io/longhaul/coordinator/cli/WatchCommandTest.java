package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.RunState;
import io.longhaul.ledger.Settlement;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Write;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
  private static final RunName RUN = new RunName("orders");

  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aRunThatIsSubmitted() {
    world = new World(folder);
    world.run("submit", world.job(), "--name", "orders");
  }

  private static Settlement copied(Claim claim) {
    Tally tally = Tally.of(Fate.LISTED, 10, 1000).with(Fate.COPIED, 10, 1000);
    return new Settlement.Done(claim, tally);
  }

  private static Settlement dead(Claim claim) {
    return new Settlement.Dead(claim, FailureClass.DENIED, "s3:GetObject on from");
  }

  @Test
  void a_run_of_which_nothing_is_open_is_closed_though_nobody_but_the_watch_lives()
      throws Exception {
    world.work(WatchCommandTest::copied);
    Ran ran = world.run("watch", "orders");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("run orders: complete").contains("70 listed = 70 copied");
    assertThat(world.ledger.runs().find(RUN).orElseThrow().state()).isEqualTo(RunState.CLOSED);
  }

  @Test
  void a_sweep_that_a_defect_ended_is_not_the_last() throws Exception {
    world.work(WatchCommandTest::copied);
    AtomicInteger sweeps = new AtomicInteger();
    world.reached =
        (Table)
            Proxy.newProxyInstance(
                Table.class.getClassLoader(),
                new Class<?>[] {Table.class},
                (proxy, method, arguments) -> {
                  boolean duty = method.getName().equals("write") && inDuty(arguments[0]);
                  if (duty && sweeps.incrementAndGet() <= 3) throw new IllegalStateException("bug");
                  return method.invoke(world.table, arguments);
                });
    Ran ran = world.run("watch", "orders");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(sweeps.get()).isGreaterThan(3);
  }

  private static boolean inDuty(Object write) {
    return ((Write) write).key().partition().equals("DUTY");
  }

  @Test
  void dead_units_make_it_exit_3_and_say_where_to_look() throws Exception {
    int[] units = {0};
    world.work(claim -> units[0]++ < 2 ? dead(claim) : copied(claim));
    Ran ran = world.run("watch", "orders");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.out())
        .contains("over, 2 dead units left, 2 ranges never listed")
        .contains("dead: 2 denied");
    assertThat(ran.err()).contains("'./longhaul dead orders'");
  }

  @Test
  void interrupted_it_exits_130_and_the_run_goes_on() {
    Thread.currentThread().interrupt();
    Ran ran = world.run("watch", "orders");
    assertThat(ran.exit()).isEqualTo(130);
    assertThat(ran.err()).contains("the run goes on");
    assertThat(world.ledger.runs().find(RUN).orElseThrow().state()).isEqualTo(RunState.OPEN);
  }

  @Test
  void json_is_nothing_but_json_lines() throws Exception {
    world.work(WatchCommandTest::copied);
    Ran ran = world.run("watch", "orders", "--json");
    assertThat(ran.out().lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    assertThat(ran.out()).contains("\"copied\":70").contains("\"state\":\"closed\"");
  }

  @Test
  void a_run_on_which_nobody_works_is_called_that_once_and_a_silent_ledger_is_one_line()
      throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch worked = new CountDownLatch(1);
    world.whenAsked =
        () -> {
          // beside the watch, which is to be asking so often, the sweep would ask as it gets to
          if (Thread.currentThread().getName().equals("sweep")) {
            awaitOrEnd(worked);
            return;
          }
          int times = asked.incrementAndGet();
          if (times > 200 && times < 1_000) throw new LedgerUnavailable("silent");
          if (times == 2_000) {
            workAll();
            worked.countDown();
          }
        };
    Ran ran = world.run("watch", "orders", "--local");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out().lines().filter(line -> line.contains("nobody works on it")))
        .containsExactly(
            "nobody works on it: no worker is live; './longhaul worker --until orders --local'"
                + " goes on with it");
    assertThat(ran.out().lines().filter(line -> line.contains("does not answer")))
        .containsExactly("the ledger does not answer, asking on: silent");
  }

  private static void awaitOrEnd(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void workAll() {
    try {
      world.work(WatchCommandTest::copied);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_run_that_is_not_there_is_a_usage_error() {
    Ran ran = world.run("watch", "other");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("there is no run 'other'");
  }

  @Test
  void the_first_signal_is_orderly() {
    boolean[] told = {false};
    world.signals.onFirst(() -> told[0] = true);
    world.signals.caught(15);
    assertThat(told[0]).isTrue();
    assertThat(world.signals.exit()).isEqualTo(143);
  }
}
