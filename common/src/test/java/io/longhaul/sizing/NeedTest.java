package io.longhaul.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Sizing.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many workers are right at one moment. */
class NeedTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  static Work work(long open, int pending, int busy, int live) {
    return new Work(
        open, Map.of(), pending, busy, live, true, Optional.of(NOON), Optional.of(NOON));
  }

  private static Wish by(Duration after, int min, int max) {
    return new Wish(NOON, "somebody", Optional.of(NOON.plus(after)), min, max);
  }

  private static Wish auto(int max) {
    return new Wish(NOON, "somebody", Optional.empty(), 0, max);
  }

  /** A worker closes a unit in a second; ten hours, of which nine are planned with. */
  @ParameterizedTest
  @CsvSource({
    // hours gone, units open, pending, busy, right
    "0,  32400, 1000, 1, 1",
    "0,  32401, 1000, 1, 2",
    "0, 324000, 1000, 1, 10",
    "1, 324000, 1000, 1, 12",
    "5, 144000, 1000, 1, 10",
    // the reserve is half of what is left at the end, and all that there is counts when it is over
    "8,  36000, 1000, 1, 10",
    "9,  36000, 1000, 1, 20",
    "10, 36000, 1000, 1, 32",
    "12,     1, 1000, 1, 32",
    // never more than the most, nor than open units can use, nor none
    "0, 9999999, 1000, 1, 32",
    "0, 9999999,    3, 4, 7",
    "0, 9999999,    0, 0, 1",
    "0,       1,    1, 0, 1",
  })
  void with_a_deadline(int gone, long open, int pending, int busy, int right) {
    Need need =
        Need.of(
            work(open, pending, busy, busy),
            OptionalDouble.of(1),
            by(Duration.ofHours(10), 0, 32),
            5,
            NOON.plus(Duration.ofHours(gone)));
    assertThat(need.workers()).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({
    // wanted, units open, pending, busy, right: what is open within an hour
    "1,  3600, 1000, 1, 1",
    "1, 36000, 1000, 1, 10",
    "1, 999999, 1000, 1, 32",
    // who has work stays, who has none goes
    "10, 3600, 1000, 10, 10",
    "10, 3600,    0,  3, 3",
  })
  void without_one(int wanted, long open, int pending, int busy, int right) {
    Need need =
        Need.of(work(open, pending, busy, busy), OptionalDouble.of(1), auto(32), wanted, NOON);
    assertThat(need.workers()).isEqualTo(right);
  }

  @Test
  void what_is_not_known_asks_for_no_more_than_are_there() {
    OptionalDouble unknown = OptionalDouble.empty();
    assertThat(Need.of(work(500, 400, 2, 2), unknown, auto(32), 5, NOON).workers()).isEqualTo(5);
    assertThat(Need.of(work(500, 400, 0, 0), unknown, auto(32), 0, NOON).workers()).isOne();
    assertThat(Need.of(work(2, 0, 2, 5), unknown, auto(32), 5, NOON).workers()).isEqualTo(2);
    assertThat(Need.of(work(2, 0, 2, 5), unknown, auto(32), 5, NOON).ends()).isEmpty();
  }

  @Test
  void nothing_open_needs_none_or_as_few_as_the_group_takes() {
    Work none = new Work(0, Map.of(), 0, 0, 3, false, Optional.empty(), Optional.empty());
    OptionalDouble rate = OptionalDouble.of(1);
    assertThat(Need.of(none, rate, auto(32), 3, NOON).workers()).isZero();
    Wish some = by(Duration.ofHours(1), 2, 32);
    assertThat(Need.of(none, rate, some, 3, NOON).workers()).isEqualTo(2);
  }

  @Test
  void when_it_ends_is_told_of_as_many_as_are_right() {
    Wish wish = by(Duration.ofHours(1), 0, 4);
    Need need = Need.of(work(36_000, 1000, 4, 4), OptionalDouble.of(1), wish, 4, NOON);
    assertThat(need.ends()).contains(NOON.plus(Duration.ofSeconds(9_000)));
  }
}
