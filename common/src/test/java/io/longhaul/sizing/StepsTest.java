package io.longhaul.sizing;

import static io.longhaul.sizing.NeedTest.work;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From how many are wanted to how many are needed. */
class StepsTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Work NOTHING =
      new Work(0, Map.of(), 0, 0, 0, false, Optional.empty(), Optional.empty());

  private final Steps steps = new Steps(SizingSettings.FLEET);

  /** Of that many all live, after minutes in which nothing was changed. */
  private int next(int wanted, double needed, int minutes) {
    return next(wanted, needed, work(1000, 1000, wanted, wanted), minutes);
  }

  private int next(int wanted, double needed, Work work, int minutes) {
    Need need = new Need(needed, Optional.empty());
    return steps.next(wanted, NOON, need, work, false, NOON.plus(Duration.ofMinutes(minutes)));
  }

  @Test
  void up_it_goes_at_most_fourfold_and_not_for_a_tenth() {
    assertThat(next(0, 32, 1)).isEqualTo(4);
    assertThat(next(4, 32, 1)).isEqualTo(16);
    assertThat(next(16, 32, 1)).isEqualTo(32);
    assertThat(next(16, 20, 1)).isEqualTo(20);
    assertThat(next(16, 17, 1)).isEqualTo(16);
    assertThat(next(3, 4, 1)).isEqualTo(4);
  }

  @Test
  void it_waits_for_those_that_start_but_not_for_ever() {
    Work halfThere = work(1000, 1000, 2, 2);
    assertThat(next(4, 9, halfThere, 4)).isEqualTo(4);
    assertThat(next(4, 9, halfThere, 5)).isEqualTo(9);
  }

  @Test
  void down_it_goes_only_to_what_was_enough_for_five_minutes_and_a_quarter_more() {
    assertThat(next(16, 4, 0)).isEqualTo(16);
    assertThat(next(16, 8, 3)).isEqualTo(16);
    assertThat(next(16, 5, 4)).isEqualTo(16);
    assertThat(next(16, 5, 5)).isEqualTo(10);
  }

  @Test
  void a_need_that_comes_back_begins_the_wait_anew() {
    next(16, 4, 0);
    assertThat(next(16, 16, 4)).isEqualTo(16);
    assertThat(next(16, 4, 5)).isEqualTo(16);
    assertThat(next(16, 4, 9)).isEqualTo(16);
    assertThat(next(16, 4, 10)).isEqualTo(5);
  }

  @Test
  void between_one_and_two_it_does_not_swing() {
    assertThat(next(1, 1.09, 1)).isEqualTo(1);
    assertThat(next(1, 1.11, 1)).isEqualTo(2);
    next(2, 0.81, 2);
    assertThat(next(2, 0.81, 7)).isEqualTo(2);
    next(2, 0.79, 8);
    assertThat(next(2, 0.79, 13)).isEqualTo(1);
  }

  @Test
  void who_could_have_no_unit_goes_in_any_case() {
    Work last = work(3, 0, 3, 4);
    next(4, 3, last, 0);
    assertThat(next(4, 3, last, 5)).isEqualTo(3);
  }

  @Test
  void with_nothing_open_it_goes_to_none_after_two_minutes() {
    assertThat(next(16, 0, NOTHING, 0)).isEqualTo(16);
    assertThat(next(16, 0, NOTHING, 1)).isEqualTo(16);
    assertThat(next(16, 0, NOTHING, 2)).isZero();
    assertThat(next(16, 16, 3)).isEqualTo(16);
    assertThat(next(16, 0, NOTHING, 4)).isEqualTo(16);
  }

  /** As whoever comes when all have long ended themselves: what was wanted then is no reason. */
  @Test
  void where_nobody_is_there_nor_on_the_way_it_does_not_wait() {
    Work oneUnit = work(1, 1, 0, 0);
    assertThat(next(16, 1, oneUnit, 8)).as("they may be starting").isEqualTo(16);
    assertThat(next(16, 1, oneUnit, 9)).isOne();
    assertThat(next(16, 0, NOTHING, 9)).isZero();
    assertThat(next(0, 3, oneUnit, 9)).as("upwards as ever").isEqualTo(3);
  }

  @Test
  void a_first_size_waits_for_its_run() {
    Need none = new Need(0, Optional.empty());
    Instant later = NOON.plus(Duration.ofMinutes(10));
    assertThat(steps.next(4, NOON, none, NOTHING, true, NOON)).isEqualTo(4);
    assertThat(steps.next(4, NOON, none, NOTHING, true, later)).isEqualTo(4);
    assertThat(steps.next(4, NOON, none, NOTHING, false, later)).isZero();
  }
}
