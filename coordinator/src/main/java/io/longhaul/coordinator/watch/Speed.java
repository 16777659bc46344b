package io.longhaul.coordinator.watch;

import io.longhaul.ledger.Counts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast a run goes, over the last {@link #WINDOW}: a burst of settles is not its speed. */
final class Speed {
  static final Duration WINDOW = Duration.ofSeconds(20);
  private static final Duration SHORTEST = Duration.ofMillis(900);

  private record Reading(long nanos, long objects, long bytes, long units) {}

  private final Deque<Reading> readings = new ArrayDeque<>();

  /** Takes a reading of the counters in; a reopened run begins anew. */
  void read(long nanos, Counts counts) {
    Reading now =
        new Reading(
            nanos,
            Progress.settled(counts.tally()),
            Progress.settledBytes(counts.tally()),
            counts.closedWorking());
    if (!readings.isEmpty() && now.objects() < readings.getLast().objects()) readings.clear();
    readings.addLast(now);
    while (readings.size() > 2 && nanos - readings.getFirst().nanos() > WINDOW.toNanos()) {
      readings.removeFirst();
    }
  }

  /** Empty while there is too little to tell. */
  Optional<Progress.Rate> perSecond() {
    if (readings.size() < 2) return Optional.empty();
    Reading first = readings.getFirst();
    Reading last = readings.getLast();
    long nanos = last.nanos() - first.nanos();
    if (nanos < SHORTEST.toNanos()) return Optional.empty();
    double seconds = nanos / 1e9;
    return Optional.of(
        new Progress.Rate(
            (last.objects() - first.objects()) / seconds,
            (last.bytes() - first.bytes()) / seconds,
            (last.units() - first.units()) / seconds));
  }
}
