package io.longhaul.coordinator.fleet;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is asked for.
 *
 * @param workers in all, those that are there included
 * @param maxHourly the most that they may cost an hour, in US dollars; empty: no limit was set
 * @param source where the bytes are that they work on; empty: not said
 */
public record Launch(int workers, OptionalDouble maxHourly, Optional<Source> source) {
  /** More is a slip of the finger, or a group of its own. */
  public static final int MOST = 1_000;

  public Launch {
    if (workers < 0 || workers > MOST) {
      throw new IllegalArgumentException("%d workers: write 0 to %,d".formatted(workers, MOST));
    }
    if (maxHourly.isPresent() && !(maxHourly.getAsDouble() > 0)) {
      throw new IllegalArgumentException(
          "max hourly %s: write dollars, more than 0".formatted(maxHourly.getAsDouble()));
    }
  }

  /**
   * Where a job's bytes come from, beside where the workers are.
   *
   * @param bucket by name
   * @param region of AWS; empty: not in AWS, or it could not be seen
   * @param why it is not known; else empty
   * @param streamed whether the bytes go through the workers
   * @param workers the region of the fleet; empty: it is not in AWS
   */
  public record Source(
      String bucket,
      Optional<String> region,
      String why,
      boolean streamed,
      Optional<String> workers) {}
}
