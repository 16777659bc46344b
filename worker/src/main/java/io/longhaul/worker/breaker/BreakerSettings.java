package io.longhaul.worker.breaker;

import java.time.Duration;

/**
 * When a run's breaker opens, and how long it waits between its probes.
 *
 * @param units of the run that are judged by: the last so many that say anything, 2 to 1,000
 * @param least so many must have said something first, 1 to {@code units}: that many may die
 * @param percent of them that fail for it to open, 51 to 100: most
 * @param firstPause before the first probe, and after a unit that is given up; it doubles from one
 *     other failed probe to the next
 * @param longestPause no pause is longer, up to 15 minutes: what a message can be delayed by
 */
public record BreakerSettings(
    int units, int least, int percent, Duration firstPause, Duration longestPause) {
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /**
   * Four of five: few units die before it opens, and a run of which some objects are denied for
   * good does not stop for them.
   */
  public static final BreakerSettings DEFAULT =
      new BreakerSettings(10, 5, 80, Duration.ofSeconds(10), Duration.ofMinutes(5));

  public BreakerSettings {
    within("breaker units", units, 2, 1_000);
    within("breaker least", least, 1, units);
    within("breaker percent", percent, 51, 100);
    if (!firstPause.isPositive() || firstPause.compareTo(longestPause) > 0) {
      throw new IllegalArgumentException(
          "breaker first-pause %s: above 0, up to %s".formatted(firstPause, longestPause));
    }
    if (longestPause.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "breaker longest-pause %s: up to %s".formatted(longestPause, LONGEST));
    }
  }

  private static void within(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException("%s %d: %d to %d".formatted(key, value, least, most));
    }
  }

  /** How long the n-th pause in a row is, n from 1. */
  Duration pause(int n) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(n - 1, 20));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
