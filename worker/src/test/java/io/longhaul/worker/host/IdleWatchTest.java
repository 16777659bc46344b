package io.longhaul.worker.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.time.JumpingTime;
import io.longhaul.unit.RunName;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.loop.Vitals;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a worker that does nothing leaves by itself. */
@Timeout(30)
class IdleWatchTest {
  private static final WorkerId ME = new WorkerId("worker-1-a");
  private static final Duration AFTER = Duration.ofMinutes(10);

  private final JumpingTime time = new JumpingTime();
  private final Instant start = time.now();
  private final InMemoryTable table = new InMemoryTable();
  private final Ledger ledger = new Ledger(table);
  private int looks;
  private int silentLooks;
  private Optional<Instant> settled = Optional.empty();
  private int held;
  private boolean draining;
  private boolean answers = true;
  private Runnable script = () -> {};

  private Vitals vitals() {
    return new Vitals(
        Optional.of(new Vitals.Session(ME, Instant.MAX, true)),
        new Vitals.Work(held, Optional.empty(), settled),
        answers,
        draining,
        Optional.empty());
  }

  private boolean await() throws InterruptedException {
    Ledger seen =
        new Ledger(
            (Table)
                Proxy.newProxyInstance(
                    Table.class.getClassLoader(),
                    new Class<?>[] {Table.class},
                    (proxy, method, arguments) -> {
                      looks++;
                      if (looks <= silentLooks) throw new LedgerUnavailable("silent");
                      try {
                        return method.invoke(table, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    }));
    Needed needed = new Needed(seen, time, Set.of("noop"), 1, Duration.ofMinutes(1));
    ScriptedTime scripted = new ScriptedTime(time, () -> script.run());
    return new IdleWatch(this::vitals, needed, AFTER, scripted).await();
  }

  private Duration passed() {
    return Duration.between(start, time.now());
  }

  @Test
  void with_nothing_open_it_leaves_after_that_time() throws Exception {
    assertThat(await()).isTrue();
    assertThat(passed()).isEqualTo(AFTER);
  }

  @Test
  void the_time_is_counted_from_the_last_unit_that_it_settled() throws Exception {
    settled = Optional.of(start.plusSeconds(300));
    assertThat(await()).isTrue();
    assertThat(passed()).isEqualTo(AFTER.plusSeconds(300));
  }

  @Test
  void with_a_unit_in_hand_it_is_not_idle_however_long_that_takes() throws Exception {
    held = 1;
    script =
        () -> {
          if (passed().toHours() >= 5) held = 0;
        };
    assertThat(await()).isTrue();
    assertThat(passed()).isEqualTo(Duration.ofHours(5).plusSeconds(1));
  }

  @Test
  void while_a_run_needs_it_it_stays_and_asks_once_a_minute() throws Exception {
    ledger.sessions().begin(ME, "here", 1, start.plusSeconds(1 << 30));
    ledger.runs().submit(new RunName("run"), "noop", 1, "{}", "hash", Optional.empty(), start);
    script =
        () -> {
          if (passed().compareTo(Duration.ofMinutes(30)) >= 0) draining = true;
        };
    assertThat(await()).as("told to leave by another").isFalse();
    assertThat(looks).as("requests for about twenty looks").isBetween(20, 80);
  }

  @Test
  void while_the_ledger_does_not_answer_it_stays() throws Exception {
    answers = false;
    script =
        () -> {
          if (passed().toHours() >= 1) answers = true;
        };
    assertThat(await()).isTrue();
    assertThat(passed()).isEqualTo(Duration.ofHours(1).plusSeconds(1));
  }

  @Test
  void a_look_that_is_not_answered_is_no_reason_to_leave() throws Exception {
    silentLooks = 3;
    assertThat(await()).isTrue();
    assertThat(passed()).isEqualTo(AFTER.plusMinutes(3));
  }
}
