package io.longhaul.sizing;

import static io.longhaul.sizing.SimulatedFleet.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Sizing;
import io.longhaul.ledger.Sizing.Decision;
import io.longhaul.ledger.Sizing.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sized fleets from their first machine to none, each by its seed. */
class FleetSizeTest {
  private static final int MOST_LOOKS = 20_000;

  private static Wish by(Duration after) {
    return new Wish(NOON, "somebody", Optional.of(NOON.plus(after)), 0, 64);
  }

  private static final Wish AUTO = new Wish(NOON, "somebody", Optional.empty(), 0, 64);

  private static void untilNone(SimulatedFleet fleet) {
    Instant over = null;
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      fleet.look();
      if (!fleet.over()) continue;
      if (over == null) over = fleet.now;
      if (fleet.machines() == 0) {
        assertThat(Duration.between(over, fleet.now)).isLessThan(Duration.ofMinutes(4));
        return;
      }
    }
    throw new AssertionError("never at none: %d wanted".formatted(fleet.wanted()));
  }

  private static Instant ends(SimulatedFleet fleet) {
    for (int looks = 0; looks < MOST_LOOKS && !fleet.over(); looks++) fleet.look();
    return fleet.now;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void a_deadline_that_can_be_met_is_met_without_a_machine_too_many(long seed) {
    Random random = new Random(seed);
    Duration within = Duration.ofMinutes(60 + random.nextInt(600));
    int right = 1 + random.nextInt(30);
    double rate = 0.05 + random.nextDouble();
    long units = (long) (rate * right * within.toSeconds() * 0.8);
    SimulatedFleet fleet = new SimulatedFleet(seed, by(within), 1, units, rate);
    for (int looks = 0; looks < random.nextInt(40); looks++) fleet.look();
    fleet.anotherHolder();

    Instant end = ends(fleet);
    untilNone(fleet);
    assertThat(end).isBefore(NOON.plus(within));
    assertThat(fleet.late).isFalse();
    assertThat(fleet.most).isLessThanOrEqualTo(2 * right + 1);
    double atLeast = units / rate / 3600;
    assertThat(fleet.hours).isLessThan(1.35 * atLeast + right);
    assertThat(fleet.turns).as("swings").isLessThanOrEqualTo(3);
    assertThat(fleet.changes).isLessThan(40);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void without_a_deadline_it_takes_about_an_hour_and_then_none(long seed) {
    Random random = new Random(seed);
    double rate = 0.05 + random.nextDouble();
    long units = (long) (rate * (4 + random.nextInt(40)) * 3600);
    SimulatedFleet fleet = new SimulatedFleet(seed, AUTO, 1, units, rate);

    Instant end = ends(fleet);
    untilNone(fleet);
    assertThat(Duration.between(NOON, end))
        .isBetween(Duration.ofMinutes(45), Duration.ofMinutes(90));
    assertThat(fleet.turns).as("swings").isLessThanOrEqualTo(2);
    assertThat(fleet.changes).isLessThan(12);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void one_that_cannot_be_met_is_said_early_and_all_are_used(long seed) {
    SimulatedFleet fleet = new SimulatedFleet(seed, by(Duration.ofHours(2)), 4, 2_000_000, 1);
    while (!fleet.late && fleet.now.isBefore(NOON.plus(Duration.ofHours(2)))) fleet.look();
    assertThat(fleet.now).isBefore(NOON.plus(Duration.ofMinutes(15)));
    for (int looks = 0; looks < 60; looks++) fleet.look();
    assertThat(fleet.wanted()).isEqualTo(64);
    assertThat(ends(fleet)).isAfter(NOON.plus(Duration.ofHours(2)));
    untilNone(fleet);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void work_that_turns_out_to_be_more_brings_more_machines(long seed) {
    SimulatedFleet fleet = new SimulatedFleet(seed, by(Duration.ofHours(6)), 1, 60_000, 1);
    while (fleet.now.isBefore(NOON.plus(Duration.ofHours(1)))) fleet.look();
    int before = fleet.wanted();
    fleet.slower(3);
    assertThat(ends(fleet)).isBefore(NOON.plus(Duration.ofHours(6)));
    assertThat(fleet.most).isGreaterThanOrEqualTo(2 * before);
    untilNone(fleet);
  }

  /** As of a newer version, or of a kind that they do not know. */
  @Test
  void units_that_no_worker_takes_keep_one_and_no_more() {
    FleetSize size = new FleetSize(SizingSettings.FLEET);
    Sizing sizing = new Sizing(AUTO, Optional.of(begun(16, NOON)));
    for (int looks = 0; looks < 25; looks++) {
      Instant now = NOON.plus(SizingSettings.FLEET.every().multipliedBy(looks));
      sizing = new Sizing(AUTO, Optional.of(size.next(sizing, pending(now, 0, 16), now)));
      if (looks < 20) assertThat(wanted(sizing)).isEqualTo(16);
    }
    assertThat(wanted(sizing)).isOne();

    Instant later = NOON.plus(Duration.ofMinutes(20));
    Sizing gone = new Sizing(AUTO, Optional.of(size.next(sizing, pending(later, 0, 0), later)));
    assertThat(wanted(gone)).as("the last went, too").isOne();
  }

  /** A rate that is known from before, by which many would be right. */
  private static Decision begun(int wanted, Instant changed) {
    return new Decision(wanted, changed, 0, OptionalDouble.of(0.1), Optional.empty());
  }

  private static Work pending(Instant now, int busy, int live) {
    Optional<Instant> then = Optional.of(NOON);
    return new Work(1_000, Map.of(), 64, busy, live, true, Optional.of(now), then);
  }

  private static int wanted(Sizing sizing) {
    return sizing.decision().orElseThrow().wanted();
  }

  /** Its machines have ended themselves, and it is looked at by a watch that has just begun. */
  @Test
  void a_newcomer_does_not_go_by_what_was_wanted_long_ago() {
    Instant now = NOON.plus(Duration.ofMinutes(9));
    Sizing stale = new Sizing(AUTO, Optional.of(begun(16, NOON)));
    Work nothing =
        new Work(0, Map.of(), 0, 0, 0, false, Optional.of(NOON.plusSeconds(1)), Optional.empty());
    FleetSize size = new FleetSize(SizingSettings.FLEET);
    assertThat(size.next(stale, nothing, now.minusSeconds(30)).wanted()).isEqualTo(16);
    assertThat(new FleetSize(SizingSettings.FLEET).next(stale, nothing, now).wanted()).isZero();
  }
}
