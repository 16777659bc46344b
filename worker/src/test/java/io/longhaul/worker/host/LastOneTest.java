package io.longhaul.worker.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Farewell;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.time.JumpingTime;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of several workers on one machine exactly one ends it. */
@Timeout(30)
class LastOneTest {
  private static final WorkerId LOWER = new WorkerId("worker-1-a");
  private static final WorkerId HIGHER = new WorkerId("worker-2-b");
  private static final String MACHINE = "i-0123456789abcdef0";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final JumpingTime time = new JumpingTime();
  private final Instant start = time.now();
  private final Ledger ledger = new Ledger(new InMemoryTable());
  private Runnable script = () -> {};
  private final LastOne last =
      new LastOne(ledger, new ScriptedTime(time, () -> script.run()), MACHINE);

  private void begin(WorkerId id, String host) {
    ledger.sessions().begin(id, host, 3, time.now().plus(MINUTE));
  }

  private void renew(WorkerId id) {
    ledger.sessions().renew(id, time.now().plus(MINUTE));
  }

  @Test
  void the_only_one_is_it_at_once_whoever_works_elsewhere() throws Exception {
    begin(LOWER, MACHINE);
    begin(HIGHER, "i-other");
    begin(new WorkerId("submit-1-a"), MACHINE);
    assertThat(last.is(LOWER)).isTrue();
    assertThat(time.now()).isEqualTo(start);
  }

  @Test
  void beside_one_that_stays_it_is_not() throws Exception {
    begin(LOWER, MACHINE);
    begin(HIGHER, MACHINE);
    script = () -> renew(HIGHER);
    assertThat(last.is(LOWER)).isFalse();
  }

  @Test
  void of_two_that_leave_the_lower_waits_for_the_other_which_does_not() throws Exception {
    begin(LOWER, MACHINE);
    begin(HIGHER, MACHINE);
    ledger.sessions().askToLeave(LOWER, Farewell.ONE_FEWER);
    ledger.sessions().askToLeave(HIGHER, Farewell.ONE_FEWER);
    script = () -> renew(LOWER);
    assertThat(last.is(HIGHER)).isFalse();
    script =
        () -> {
          renew(HIGHER);
          if (time.now().isAfter(start.plusSeconds(30))) ledger.sessions().leave(HIGHER);
        };
    assertThat(last.is(LOWER)).isTrue();
    assertThat(time.now()).isAfter(start.plusSeconds(30));
  }

  /** As that of the process before this one, which was killed. */
  @Test
  void one_that_is_dead_is_waited_out_whatever_its_row_says() throws Exception {
    begin(LOWER, MACHINE);
    ledger.sessions().askToLeave(LOWER, Farewell.ONE_FEWER);
    begin(HIGHER, MACHINE);
    assertThat(last.is(HIGHER)).isTrue();
    assertThat(time.now()).isEqualTo(start.plus(MINUTE));
  }

  @Test
  void one_that_leaves_for_ever_is_not_waited_for_for_ever() throws Exception {
    begin(LOWER, MACHINE);
    begin(HIGHER, MACHINE);
    ledger.sessions().askToLeave(HIGHER, Farewell.ONE_FEWER);
    script = () -> renew(HIGHER);
    assertThat(last.is(LOWER)).isFalse();
  }
}
