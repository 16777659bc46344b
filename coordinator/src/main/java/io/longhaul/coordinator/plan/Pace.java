package io.longhaul.coordinator.plan;

import io.longhaul.coordinator.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What work has to go through: the workers, S3, and the network if bytes pass the workers.
 *
 * @param copies to be made
 * @param streamed bytes that go through workers; 0: the store copies by itself
 * @param perSecond copies of one worker
 */
record Pace(double copies, double streamed, UnitCount units, int perSecond) {
  /** "Performance guidelines for Amazon S3": at least so many for each partitioned prefix. */
  static final int WRITES_PER_PREFIX = 3_500;

  /** Up to 10 Gbit/s of an m5.4xlarge, in each direction. */
  static final double BYTES_PER_SECOND = 1.25e9;

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private record Limit(double seconds, String name) {}

  Fleet fleet(int workers) {
    long busy = Math.clamp(units.working(), 1, workers);
    List<Limit> limits = new ArrayList<>();
    limits.add(
        new Limit(
            copies / busy / perSecond,
            busy < workers
                ? "too few units: work for %s".formatted(Figures.count(busy, "worker"))
                : "the workers"));
    long prefixes = Math.max(1, units.holding());
    limits.add(
        new Limit(
            copies / prefixes / WRITES_PER_PREFIX,
            "S3: %s of %,d writes/s"
                .formatted(
                    prefixes == 1 ? "1 prefix" : "%,d prefixes".formatted(prefixes),
                    WRITES_PER_PREFIX)));
    limits.add(new Limit(streamed / busy / BYTES_PER_SECOND, "the workers' network"));
    Limit slowest = limits.stream().max(Comparator.comparing(Limit::seconds)).orElseThrow();
    Duration time = Duration.ofMillis((long) Math.min(1e15, slowest.seconds() * 1000));
    return new Fleet(workers, time.compareTo(SHORTEST) < 0 ? SHORTEST : time, slowest.name());
  }

  /** Whole if all keys still lie in one partition, as those of a new bucket do. */
  Duration onePartition() {
    return Duration.ofSeconds((long) Math.min(1e12, Math.ceil(copies / WRITES_PER_PREFIX)));
  }
}
