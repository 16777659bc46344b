package io.longhaul.s3.pace;

import java.time.Duration;

/**
 * How many requests a second were answered of late, which is within a second; of two such the
 * better one, for a process that was kept from running is no slow store.
 */
final class Served {
  private static final int SECOND = 10;
  private static final int SLOTS = 2 * SECOND;
  private static final long SLOT = Duration.ofMillis(100).toNanos();
  private static final double NANOS = 1e9;

  private final long[] counts = new long[SLOTS];
  private final long begun;

  /** Slots are numbered from the begin on. */
  private long newest;

  Served(long now) {
    begun = now;
  }

  /** One more. */
  void count(long now) {
    turnTo(now);
    counts[(int) (newest % SLOTS)]++;
  }

  double perSecond(long now) {
    turnTo(now);
    long first = Math.max(0, newest - SECOND + 1);
    double last = sum(first, newest) * NANOS / Math.max(SLOT, now - begun - first * SLOT);
    double before = first < SECOND ? 0 : sum(first - SECOND, first - 1);
    return Math.max(last, before);
  }

  private long sum(long first, long last) {
    long sum = 0;
    for (long slot = first; slot <= last; slot++) sum += counts[(int) (slot % SLOTS)];
    return sum;
  }

  private void turnTo(long now) {
    long slot = (now - begun) / SLOT;
    long first = Math.max(newest + 1, slot - SLOTS + 1);
    for (long turned = first; turned <= slot; turned++) counts[(int) (turned % SLOTS)] = 0;
    newest = Math.max(newest, slot);
  }
}
