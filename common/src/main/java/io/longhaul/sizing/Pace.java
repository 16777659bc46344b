package io.longhaul.sizing;

import io.longhaul.unit.RunName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How many units a worker closes in a second while it has some in hand, of late: over the last
 * window, and over a longer time only where that saw too few to tell.
 *
 * <p>By workers that hold units, not by all that are live: one that waits for work at the end of a
 * run says nothing of how fast work goes, and would have more asked for the fewer are needed.
 */
final class Pace {
  /** Fewer are luck. */
  private static final long ENOUGH = 10;

  private static final int MOST = 120;

  private final Duration window;
  private final Deque<Point> points = new ArrayDeque<>();
  private Map<RunName, Long> closed = Map.of();
  private int busy;

  /** Sums up to a moment. */
  private record Point(Instant at, long closed, double workerSeconds) {}

  /**
   * @param window what is looked at; three readings are the fewest that tell anything
   */
  Pace(Duration window) {
    this.window = window;
  }

  /** Takes a reading in; time that went backwards, or nothing open, begins anew. */
  void read(Instant now, Work work) {
    if (!work.anything() || !points.isEmpty() && !now.isAfter(points.getLast().at())) {
      points.clear();
    }
    if (!work.anything()) return;
    Point last = points.isEmpty() ? new Point(now, 0, 0) : points.getLast();
    if (points.isEmpty()) {
      points.add(last);
    } else {
      long more = closedSince(work);
      double busyNow = (busy + work.busy()) / 2.0;
      // whoever closed units had them in hand, whether a reading saw it or not
      double workers = more > 0 ? Math.max(1, busyNow) : busyNow;
      double seconds = Duration.between(last.at(), now).toMillis() / 1000.0;
      points.add(new Point(now, last.closed() + more, last.workerSeconds() + workers * seconds));
    }
    closed = work.closed();
    busy = work.busy();
    if (points.size() > MOST) points.removeFirst();
  }

  private long closedSince(Work work) {
    long sum = 0;
    for (Map.Entry<RunName, Long> run : work.closed().entrySet()) {
      long before = closed.getOrDefault(run.getKey(), run.getValue());
      sum += Math.max(0, run.getValue() - before); // less: opened again by a redrive
    }
    return sum;
  }

  /** Empty while there is too little to tell. */
  OptionalDouble perWorker() {
    if (points.size() < 3) return OptionalDouble.empty();
    Point last = points.getLast();
    Iterator<Point> back = points.descendingIterator();
    Point first = last;
    while (back.hasNext()) {
      first = back.next();
      boolean seen = Duration.between(first.at(), last.at()).compareTo(window) >= 0;
      if (seen && last.closed() - first.closed() >= ENOUGH) break;
    }
    boolean whole = Duration.between(first.at(), last.at()).compareTo(window) >= 0;
    long more = last.closed() - first.closed();
    double workerSeconds = last.workerSeconds() - first.workerSeconds();
    if (more < (whole ? 1 : ENOUGH) || workerSeconds <= 0) return OptionalDouble.empty();
    return OptionalDouble.of(more / workerSeconds);
  }
}
