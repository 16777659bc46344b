package io.longhaul.bench.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longhaul.bench.copies.Trial.Point;
import io.longhaul.bench.nulls3.NullServer.Counts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static Point point(long done, long cpuMillis, long millis) {
    return new Point(done, Duration.ofMillis(cpuMillis), millis * 1_000_000);
  }

  private static Trial trial(long objects, Map<String, Long> counts, Point... points) {
    return new Trial(
        "ours",
        objects,
        0,
        new Counts(counts),
        Duration.ofMillis(500),
        Duration.ofMillis(1_000),
        List.of(points));
  }

  @Test
  void steady_is_what_lies_between_warm_and_the_tail() {
    Trial trial =
        trial(
            5_000_000,
            Map.of(),
            point(0, 900, 1_000),
            point(1_100_000, 40_000, 50_000),
            point(3_000_000, 60_000, 70_000),
            point(4_700_000, 76_000, 90_000),
            point(4_900_000, 99_000, 990_000));

    assertThat(trial.steady()).isPresent();
    assertThat(trial.steady().get().micros()).isCloseTo(10.0, within(1e-9));
    assertThat(trial.steady().get().objectsPerSecond()).isCloseTo(90_000.0, within(1e-6));
    assertThat(trial.microsOfAll()).isCloseTo(0.2, within(1e-9));
    assertThat(trial.microsBefore()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void a_shorter_one_is_steady_from_two_fifths_on() {
    Trial trial =
        trial(
            500_000,
            Map.of(),
            point(190_000, 4_000, 5_000),
            point(200_000, 6_000, 7_000),
            point(470_000, 8_700, 9_000));
    assertThat(trial.steady().orElseThrow().micros()).isCloseTo(10.0, within(1e-9));
  }

  @Test
  void what_was_over_too_soon_has_no_steady_part() {
    assertThat(trial(5_000_000, Map.of()).steady()).isEmpty();
    assertThat(trial(5_000_000, Map.of(), point(2_200_000, 900, 1_000)).steady()).isEmpty();
    assertThat(trial(5_000_000, Map.of(), point(900_000, 9, 1), point(4_990_000, 99, 9)).steady())
        .isEmpty();
  }

  @Test
  void a_copy_too_many_or_too_few_or_without_conditions_is_wrong() {
    assertThat(Requests.wrongOfOurs(trial(1_000, counts(1_000, 1_000, 3)))).isEmpty();
    assertThat(Requests.wrongOfOurs(trial(1_000, counts(1_001, 1_000, 3)))).hasSize(1);
    assertThat(Requests.wrongOfOurs(trial(1_000, counts(999, 1_000, 3)))).hasSize(1);
    assertThat(Requests.wrongOfOurs(trial(1_000, counts(1_000, 999, 3)))).hasSize(1);
    assertThat(Requests.wrongOfOurs(trial(1_000, counts(1_000, 1_000, 4)))).hasSize(1);
    assertThat(Requests.wrong(trial(1_000, counts(1_000, 0, 50)))).isEmpty();
  }

  @Test
  void a_page_too_many_or_too_few_is_wrong() {
    assertThat(Listings.wrong(trial(10_000, counts(0, 0, 10)))).isEmpty();
    assertThat(Listings.wrong(trial(10_000, counts(0, 0, 11)))).hasSize(1);
    assertThat(Listings.wrong(trial(10_000, counts(0, 0, 9)))).hasSize(1);
  }

  private static Map<String, Long> counts(long copies, long conditional, long listings) {
    return Map.of("copy", copies, "conditional", conditional, "list", listings);
  }
}
