package io.longhaul.s3.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServedTest {
  private static final long BEGUN = -5_000_000_000L;

  private static long at(long millis) {
    return BEGUN + Duration.ofMillis(millis).toNanos();
  }

  @Test
  void a_steady_rate_is_told_as_it_is_within_a_second_and_later() {
    Served served = new Served(BEGUN);
    for (int millis = 0; millis < 10_000; millis += 2) {
      served.count(at(millis));
      if (millis % 250 == 248) {
        assertThat(served.perSecond(at(millis))).isCloseTo(500, within(10.0));
      }
    }
  }

  @Test
  void a_second_of_silence_is_passed_over_and_two_are_not() {
    Served served = new Served(BEGUN);
    for (int i = 0; i < 2_000; i++) served.count(at(i));

    assertThat(served.perSecond(at(2_850))).isCloseTo(1_000, within(100.0));
    assertThat(served.perSecond(at(3_950))).isZero();
    assertThat(served.perSecond(at(9_000_000))).isZero();
  }

  @Test
  void the_first_answers_are_not_taken_for_more_than_they_are() {
    Served served = new Served(BEGUN);
    for (int i = 0; i < 5; i++) served.count(BEGUN);

    assertThat(served.perSecond(BEGUN)).isEqualTo(50);
  }
}
