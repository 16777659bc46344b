package io.longhaul.worker.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final SeededTime time = new SeededTime(1);
  private int running;
  private int most;
  private int ended;

  @Test
  void never_more_than_its_bound_run_at_once_and_all_have_ended_when_it_has() throws Exception {
    time.run(() -> {
      try (InFlight flight = new InFlight(time, 3)) {
        for (int i = 0; i < 20; i++) flight.start("task", this::task);
        flight.awaitAll();
        assertThat(ended).isEqualTo(20);
      }
      return null;
    });
    assertThat(most).isEqualTo(3);
  }

  @Test
  void what_one_throws_reaches_whoever_waits_and_the_others_are_interrupted() throws Exception {
    assertThatThrownBy(() ->
            time.run(() -> {
              try (InFlight flight = new InFlight(time, 3)) {
                flight.start("slow", this::task);
                flight.start(
                    "broken",
                    () -> {
                      throw new IllegalStateException("broken");
                    });
                flight.awaitAll();
              }
              return null;
            }))
        .hasMessage("broken");
    assertThat(ended).isZero();
    assertThat(time.quiet()).isTrue();
  }

  @Test
  void an_interrupt_ends_the_wait_and_all_that_runs() throws Exception {
    assertThatThrownBy(() ->
            time.run(() -> {
              Thread waiting = Thread.currentThread();
              try (InFlight flight = new InFlight(time, 1)) {
                flight.start("slow", this::task);
                time.start("takes the unit away", waiting::interrupt);
                flight.start("never", this::task);
              }
              return null;
            }))
        .isInstanceOf(InterruptedException.class);
    assertThat(ended).isZero();
    assertThat(time.quiet()).isTrue();
  }

  private void task() throws InterruptedException {
    most = Math.max(most, ++running);
    try {
      time.sleep(Duration.ofSeconds(1));
      ended++;
    } finally {
      running--;
    }
  }
}
