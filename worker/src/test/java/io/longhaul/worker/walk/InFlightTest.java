package io.longhaul.worker.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final SeededTime time = new SeededTime(1);
  private int running;
  private int most;
  private int ended;
  private int broken;

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

  /** Goes without a thread: a wait of a second, then landed, or what is left of it. */
  private final class Told implements InFlight.Light {
    private final InFlight.@Nullable Task rest;

    Told(InFlight.@Nullable Task rest) {
      this.rest = rest;
    }

    @Override
    public Optional<Runnable> begin(InFlight.Landing landing) {
      most = Math.max(most, ++running);
      return Optional.of(time.start("answer", () -> tell(landing))::interrupt);
    }

    private void tell(InFlight.Landing landing) {
      try {
        time.sleep(Duration.ofSeconds(1));
        ended++;
      } catch (InterruptedException e) {
        broken++;
      }
      running--;
      if (rest == null) landing.landed(() -> {});
      else landing.goOn(rest);
    }

    @Override
    public void run() {
      throw new AssertionError("it had been begun");
    }
  }

  @Test
  void what_goes_without_a_thread_keeps_to_the_bound_too() throws Exception {
    time.run(() -> {
      try (InFlight flight = new InFlight(time, 8)) {
        for (int i = 0; i < 100; i++) flight.enqueue("told", new Told(null));
        flight.awaitAll();
        assertThat(ended).isEqualTo(100);
      }
      return null;
    });
    assertThat(most).isEqualTo(8);
    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(13).toNanos());
  }

  @Test
  void one_alone_needs_no_queue() throws Exception {
    time.run(() -> {
      try (InFlight flight = new InFlight(time, 1)) {
        for (int i = 0; i < 3; i++) flight.enqueue("told", new Told(null));
        flight.awaitAll();
      }
      return null;
    });
    assertThat(ended).isEqualTo(3);
    assertThat(most).isOne();
  }

  @Test
  void what_is_left_of_it_has_a_thread_and_counts_as_before() throws Exception {
    time.run(() -> {
      try (InFlight flight = new InFlight(time, 4)) {
        for (int i = 0; i < 20; i++) flight.enqueue("told", new Told(this::task));
        flight.awaitAll();
        assertThat(ended).isEqualTo(40);
      }
      return null;
    });
    assertThat(most).isEqualTo(4);
  }

  @Test
  void what_the_rest_throws_breaks_the_whole() throws Exception {
    assertThatThrownBy(() ->
            time.run(() -> {
              try (InFlight flight = new InFlight(time, 4)) {
                InFlight.Task breaks =
                    () -> {
                      throw new IllegalStateException("broken");
                    };
                for (int i = 0; i < 50; i++) flight.enqueue("told", new Told(breaks));
                flight.awaitAll();
              }
              return null;
            }))
        .hasMessage("broken");
    assertThat(ended).as("those that were under way").isBetween(1, 4);
    assertThat(running).isZero();
    assertThat(time.quiet()).isTrue();
  }

  @Test
  void what_is_thrown_at_the_end_of_one_without_a_thread_breaks_the_whole() throws Exception {
    InFlight.Light defect =
        new InFlight.Light() {
          @Override
          public Optional<Runnable> begin(InFlight.Landing landing) {
            Runnable last =
                () -> {
                  throw new LinkageError("broken");
                };
            return Optional.of(time.start("answer", () -> landing.landed(last))::interrupt);
          }

          @Override
          public void run() {}
        };
    assertThatThrownBy(() ->
            time.run(() -> {
              try (InFlight flight = new InFlight(time, 4)) {
                flight.enqueue("defect", defect);
                flight.awaitAll();
              }
              return null;
            }))
        .hasRootCauseInstanceOf(LinkageError.class);
    assertThat(time.quiet()).isTrue();
  }

  @Test
  void what_begins_by_throwing_breaks_the_whole() throws Exception {
    InFlight.Light defect =
        new InFlight.Light() {
          @Override
          public Optional<Runnable> begin(InFlight.Landing landing) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void run() {}
        };
    assertThatThrownBy(() ->
            time.run(() -> {
              try (InFlight flight = new InFlight(time, 4)) {
                flight.enqueue("defect", defect);
                flight.awaitAll();
              }
              return null;
            }))
        .hasMessage("broken");
  }

  @Test
  void an_early_end_breaks_off_what_goes_without_a_thread_and_begins_nothing_new()
      throws Exception {
    time.run(() -> {
      try (InFlight flight = new InFlight(time, 8)) {
        for (int i = 0; i < 10; i++) flight.enqueue("told", new Told(this::task));
      }
      return null;
    });
    assertThat(broken).isEqualTo(8);
    assertThat(ended).isZero();
    assertThat(time.quiet()).isTrue();
  }
}
