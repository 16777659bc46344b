package io.longhaul.embedded.s3.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How old a look at the files may be before a listing takes another.
 *
 * <p>A look at many files takes long, so it stays good ten times as long as it took.
 */
public record Freshness(InstantSource clock, Duration atLeast) {
  private static final int TIMES_ITS_COST = 10;

  boolean isStale(Instant begun, Duration took) {
    Duration good = took.multipliedBy(TIMES_ITS_COST);
    if (good.compareTo(atLeast) < 0) good = atLeast;
    return !clock.instant().isBefore(begun.plus(good));
  }
}
