package io.longhaul.bench.copies;

import java.util.List;
import java.util.Optional;

/**
 * How many units a run was through with in a second.
 *
 * @param units that were done; those that only split are none
 * @param seconds from its first request, by which it may only look where keys lie, to its last copy
 */
record Pace(long units, long objects, double seconds) {
  static Pace of(long units, Trial trial) {
    List<Trial.Point> points = trial.points();
    long all = points.isEmpty() ? 0 : points.getLast().done();
    Optional<Trial.Point> before =
        points.stream().filter(point -> point.done() == 0).reduce((earlier, later) -> later);
    Optional<Trial.Point> first =
        before.isPresent() ? before : points.stream().filter(point -> point.done() > 0).findFirst();
    Optional<Trial.Point> last = points.stream().filter(point -> point.done() == all).findFirst();
    if (all == 0 || first.isEmpty() || last.isEmpty()) {
      return new Pace(units, trial.objects(), Double.NaN);
    }
    double seconds = (last.get().nanos() - first.get().nanos()) / 1e9;
    return new Pace(units, trial.objects(), seconds);
  }

  double unitsPerSecond() {
    return units / seconds;
  }

  double objectsPerSecond() {
    return objects / seconds;
  }
}
