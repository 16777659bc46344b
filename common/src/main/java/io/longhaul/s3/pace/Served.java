package io.longhaul.s3.pace;

import java.time.Duration;

/** How many requests a second were answered of late, which is within a second. */
final class Served {
  private static final int SLOTS = 10;
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
    long sum = 0;
    for (long count : counts) sum += count;
    long within = now - begun - Math.max(0, newest - SLOTS + 1) * SLOT;
    return sum * NANOS / Math.max(SLOT, within);
  }

  private void turnTo(long now) {
    long slot = (now - begun) / SLOT;
    long first = Math.max(newest + 1, slot - SLOTS + 1);
    for (long turned = first; turned <= slot; turned++) counts[(int) (turned % SLOTS)] = 0;
    newest = Math.max(newest, slot);
  }
}
