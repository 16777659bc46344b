package io.longhaul.bench.copies;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a throttling store let through and refused, look by look.
 *
 * @param looks in their order
 */
record Curve(List<Look> looks) {
  /** Who copies finds out meanwhile what the store takes. */
  static final int SETTLING_SECONDS = 60;

  private static final int MINUTE = 60;

  /** Fewer than so many seconds say little. */
  private static final int LEAST_SECONDS = 10;

  /**
   * The counters at one moment.
   *
   * @param nanos of a monotonic clock
   * @param allowed copies that were let through so far
   */
  record Look(long nanos, long allowed, long refused) {}

  /** The look from which time is counted: the last before the first copy, or the first of all. */
  private int begin() {
    int begin = 0;
    while (begin + 1 < looks.size() && looks.get(begin + 1).allowed() == 0) begin++;
    return begin;
  }

  private Optional<Look> after(int seconds) {
    long moment = looks.get(begin()).nanos() + Duration.ofSeconds(seconds).toNanos();
    return looks.stream().filter(look -> look.nanos() >= moment).findFirst();
  }

  private Look minuteAfter(int seconds) {
    return after(seconds + MINUTE).orElse(looks.getLast());
  }

  private static double seconds(Look from, Look to) {
    return (to.nanos() - from.nanos()) / 1e9;
  }

  /** Copies a second in the minute, or until the end, from so many seconds after the first. */
  double perSecond(int from) {
    Optional<Look> first = looks.isEmpty() ? Optional.empty() : after(from);
    if (first.isEmpty()) return Double.NaN;
    Look last = minuteAfter(from);
    if (seconds(first.get(), last) < LEAST_SECONDS) return Double.NaN;
    return (last.allowed() - first.get().allowed()) / seconds(first.get(), last);
  }

  /** The share of requests that were refused in that minute. */
  double refused(int from) {
    Optional<Look> first = looks.isEmpty() ? Optional.empty() : after(from);
    if (first.isEmpty()) return Double.NaN;
    Look last = minuteAfter(from);
    long refused = last.refused() - first.get().refused();
    return (double) refused / Math.max(1, refused + last.allowed() - first.get().allowed());
  }

  /** How long after the first copy a minute of at least that rate began; empty: never. */
  Optional<Duration> settledAfter(double rate) {
    if (looks.isEmpty()) return Optional.empty();
    Look begin = looks.get(begin());
    for (int after = 0; after < seconds(begin, looks.getLast()); after++) {
      if (perSecond(after) >= rate) return Optional.of(Duration.ofSeconds(after));
    }
    return Optional.empty();
  }
}
