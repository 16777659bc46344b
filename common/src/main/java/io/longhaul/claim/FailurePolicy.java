package io.longhaul.claim;

import io.longhaul.unit.Claim;
import io.longhaul.unit.Outcome.Failed;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Decides what a failure costs: another attempt after a pause, or death.
 *
 * @param attempts the tries of a unit before it is dead, 1 to 100
 * @param firstPause the longest pause before the second try; it doubles from try to try
 * @param longestPause no pause is longer
 */
public record FailurePolicy(
    int attempts, Duration firstPause, Duration longestPause, RandomGenerator random) {
  public FailurePolicy {
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException("attempts " + attempts + ": 1 to 100");
    }
  }

  public static FailurePolicy of(int attempts, RandomGenerator random) {
    return new FailurePolicy(attempts, Duration.ofSeconds(2), Duration.ofMinutes(5), random);
  }

  /** Whether the unit may be tried again after this failure. */
  boolean hasBudget(Claim claim, Failed failed) {
    return failed.failure().worthRetrying() && claim.attempts() + 1 < attempts;
  }

  /**
   * Full jitter: anything from nothing to a bound that doubles, so that failures do not come back
   * together.
   */
  Duration pause(Claim claim) {
    long bound = firstPause.toMillis() << Math.min(claim.attempts(), 20);
    return Duration.ofMillis(random.nextLong(Math.min(bound, longestPause.toMillis()) + 1));
  }
}
