package io.longhaul.s3.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Expect;
import io.longhaul.s3.FirstTry;
import io.longhaul.s3.HeldCopies;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import io.longhaul.time.JumpingTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Copies that nobody waits for keep to the pace: they are begun in their turn, or not at all. */
class PacedBeginTest {
  private static final Written STORED = new Written.Stored("etag");

  private final JumpingTime time = new JumpingTime();
  private final HeldCopies held = new HeldCopies(time);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PacedObjectStore store =
      new PacedObjectStore(held, new PaceSettings(2, 2, 10), time, registry);
  private final List<Written> heard = new ArrayList<>();

  private Optional<Runnable> begin() {
    CopyRequest copy = new CopyRequest("from", "k", "e", "to", "in/k", new Expect.Absent());
    FirstTry first =
        new FirstTry() {
          @Override
          public void ended(Written written) {
            heard.add(written);
          }

          @Override
          public void again(Duration pause) {
            heard.add(new Written.Missing());
          }
        };
    return store.begin(copy, Deadline.in(time, Duration.ofSeconds(40)), first);
  }

  @Test
  void as_many_are_begun_as_the_place_takes_and_the_next_when_one_has_ended() {
    assertThat(begin()).isPresent();
    assertThat(begin()).isPresent();
    assertThat(begin()).as("it would have to wait").isEmpty();

    held.begun.remove().ended(STORED);
    assertThat(begin()).isPresent();
    held.begun.remove().again(Duration.ZERO);
    assertThat(begin()).isPresent();
    assertThat(heard).containsExactly(STORED, new Written.Missing());
  }

  @Test
  void what_is_not_begun_holds_no_place() {
    held.declines = true;
    for (int i = 0; i < 10; i++) assertThat(begin()).isEmpty();
    held.declines = false;
    assertThat(begin()).isPresent();
    assertThat(begin()).isPresent();
  }

  @Test
  void what_is_not_begun_takes_nothing_from_a_speed() {
    Speed speed = new Speed(time);
    assertThat(speed.slower(speed.era())).isTrue();
    time.pass(Duration.ofMillis(100));
    int most = entered(speed);
    time.pass(Duration.ofSeconds(1));
    for (int i = 0; i < 1_000; i++) {
      assertThat(speed.tryEnter()).isPresent();
      speed.giveBack();
    }
    assertThat(most).isPositive();
    assertThat(entered(speed)).isEqualTo(most);
  }

  private static int entered(Speed speed) {
    int entered = 0;
    while (speed.tryEnter().isPresent()) entered++;
    return entered;
  }

  @Test
  void one_that_is_slowed_down_later_slows_the_place() {
    begin();
    held.slower.run();
    held.slower.run();
    assertThat(registry.get("longhaul.pace.slower").counter().count()).as("once").isOne();
    assertThat(begin()).as("one at once, from two").isEmpty();
  }
}
