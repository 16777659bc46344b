package io.longhaul.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockOffsetTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  private final ClockOffset offset = new ClockOffset();

  @Test
  void a_clock_that_may_be_right_is_left_alone() {
    assertThat(offset.offset()).isZero();
    offset.heard(NOON, NOON.plusMillis(400), NOON.plusMillis(450));

    assertThat(offset.offset()).isZero();
  }

  @Test
  void a_server_that_writes_its_date_but_once_a_second_does_not_set_a_right_clock_back() {
    for (int i = 0; i < 50; i++) {
      Instant now = NOON.plusMillis(137L * i);
      Instant written = now.minusMillis(900).truncatedTo(ChronoUnit.SECONDS);
      offset.heard(written, now, now.plusMillis(1));
    }

    assertThat(offset.offset()).isZero();
  }

  @ParameterizedTest(name = "{0} ms")
  @ValueSource(longs = {-7_200_000, -61_234, -5_000, 2_500, 30_000, 86_400_000})
  void many_answers_tell_the_offset_to_less_than_a_second(long millis) {
    Duration real = Duration.ofMillis(millis);
    Random random = new Random(millis);
    Instant server = NOON;
    for (int i = 0; i < 200; i++) {
      server = server.plusMillis(random.nextInt(3_000));
      answer(server, real, Duration.ofMillis(20));
    }

    assertThat(offset.offset().minus(real).abs()).isLessThan(Duration.ofMillis(600));
  }

  @Test
  void a_clock_that_was_set_is_learnt_anew() {
    for (int i = 0; i < 20; i++)
      answer(NOON.plusMillis(137L * i), Duration.ofHours(1), Duration.ZERO);
    answer(NOON.plusSeconds(60), Duration.ZERO, Duration.ofMillis(20));

    assertThat(offset.offset()).isZero();
  }

  @Test
  void an_answer_that_took_long_teaches_nothing() {
    offset.heard(NOON.plusSeconds(30), NOON, NOON.plusSeconds(6));

    assertThat(offset.offset()).isZero();
  }

  @Test
  void only_the_wall_clock_is_corrected() {
    JumpingTime own = new JumpingTime();
    Time corrected = new CorrectedTime(own, offset);
    for (int i = 0; i < 20; i++) {
      Instant server = own.now().plus(Duration.ofMinutes(3)).truncatedTo(ChronoUnit.SECONDS);
      offset.heard(server, own.now(), own.now());
      own.pass(Duration.ofMillis(77));
    }

    assertThat(Duration.between(own.now(), corrected.now()).minus(Duration.ofMinutes(3)).abs())
        .isLessThan(Duration.ofMillis(600));
    assertThat(corrected.nanos()).isEqualTo(own.nanos());
  }

  /** An answer of a server whose clock is right, to a machine that is behind by so much. */
  private void answer(Instant server, Duration behind, Duration way) {
    Instant sent = server.minus(way.dividedBy(2)).minus(behind);
    offset.heard(server.truncatedTo(ChronoUnit.SECONDS), sent, sent.plus(way));
  }
}
