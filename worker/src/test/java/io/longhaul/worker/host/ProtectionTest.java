package io.longhaul.worker.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.time.JumpingTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A machine with units in hand is kept from being ended, without a call for each unit. */
@Timeout(30)
class ProtectionTest {
  private final JumpingTime time = new JumpingTime();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> calls = new ArrayList<>();
  private LongPredicate holds = second -> false;
  private LongPredicate refused = second -> false;

  private final Group group =
      new Group() {
        @Override
        public void protect(boolean isProtected) {
          calls.add((isProtected ? "given " : "dropped ") + second());
          if (refused.test(second())) throw new GroupRefused("throttled", null);
        }

        @Override
        public void end(boolean oneFewer) {
          throw new AssertionError("protecting ends nothing");
        }

        @Override
        public void want(int machines) {
          throw new AssertionError("protecting sizes nothing");
        }

        @Override
        public void close() {}
      };

  private long second() {
    return Duration.ofNanos(time.nanos()).toSeconds();
  }

  private Protection run(int seconds) {
    ScriptedTime scripted =
        new ScriptedTime(
            time,
            () -> {
              if (second() >= seconds) Thread.currentThread().interrupt();
            });
    Protection protection =
        new Protection(
            group, () -> holds.test(second()) ? 3 : 0, scripted, new HostMeters(registry));
    try {
      protection.run();
    } catch (InterruptedException e) {
      // so long it was to be watched
    }
    return protection;
  }

  private double counted(String outcome) {
    return registry.get("longhaul.host.protections").tag("outcome", outcome).counter().count();
  }

  @Test
  void it_is_given_with_the_first_unit_and_dropped_a_minute_after_the_last() {
    holds = second -> second >= 10 && second < 100;
    run(300);
    assertThat(calls).containsExactly("given 10", "dropped 158");
    assertThat(counted("given")).isOne();
    assertThat(counted("dropped")).isOne();
  }

  @Test
  void units_with_pauses_between_them_cost_one_call() {
    holds = second -> second % 40 < 10;
    run(3600);
    assertThat(calls).containsExactly("given 0");
  }

  @Test
  void what_an_earlier_process_left_behind_is_dropped() {
    run(300);
    assertThat(calls).containsExactly("dropped 60");
  }

  @Test
  void a_failure_is_counted_and_tried_again_further_and_further_apart() {
    holds = second -> true;
    refused = second -> second < 100;
    run(300);
    assertThat(calls).containsExactly("given 0", "given 10", "given 30", "given 70", "given 150");
    assertThat(counted("failed")).isEqualTo(4);
    assertThat(counted("given")).isOne();
  }

  @Test
  void failures_for_hours_cost_a_call_each_five_minutes() {
    holds = second -> true;
    refused = second -> true;
    run(3 * 3600);
    assertThat(calls).hasSizeLessThan(45);
  }

  /** Who drains a fleet protects what still works, so that it may be on though it was dropped. */
  @Test
  void it_is_dropped_at_the_end_whatever_it_was() throws InterruptedException {
    holds = second -> true;
    run(10).drop();
    assertThat(calls).containsExactly("given 0", "dropped 10");
    holds = second -> false;
    Protection calm = run(100);
    calls.clear();
    calm.drop();
    assertThat(calls).containsExactly("dropped 100");
  }

  @Test
  void a_last_drop_that_fails_is_not_repeated() throws InterruptedException {
    holds = second -> true;
    Protection protection = run(10);
    refused = second -> true;
    calls.clear();
    protection.drop();
    assertThat(calls).containsExactly("dropped 10");
    assertThat(counted("failed")).isOne();
  }
}
