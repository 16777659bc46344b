package io.longhaul.bench.copies;

import io.longhaul.bench.nulls3.NullServer.Counts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of one program on its course.
 *
 * @param counts what it asked of the server in all
 * @param before CPU time of what prepared the work
 * @param cpu the whole process's, from its start to its end
 * @param points on its way, in their order
 */
record Trial(
    String program,
    long objects,
    int exit,
    Counts counts,
    Duration before,
    Duration cpu,
    List<Point> points) {
  /**
   * Warming up is counted in operations: by so many the compilers of a JVM have done nearly all
   * that they will, and hardly any of their work is thrown away later. A shorter one counts from
   * two fifths on, and may be warmer later.
   */
  static final long WARM = 1_000_000;

  /** Towards the end fewer and fewer are under way. */
  private static final double TAIL = 0.05;

  /**
   * A look at it.
   *
   * @param done objects copied, or keys listed, so far
   * @param cpu of its process so far
   * @param nanos of a monotonic clock
   */
  record Point(long done, Duration cpu, long nanos) {}

  /**
   * What it came to once it was warm.
   *
   * @param micros of CPU an object
   */
  record Steady(double micros, double objectsPerSecond) {
    double perCpuSecond() {
      return 1e6 / micros;
    }
  }

  /** All that its start, its warming up and its end cost, too. */
  double microsOfAll() {
    return micros(cpu) / objects;
  }

  double microsBefore() {
    return micros(before) / objects;
  }

  private static double micros(Duration time) {
    return time.toNanos() / 1e3;
  }

  /** Between two looks, far from both ends; empty if it was over too soon for that. */
  Optional<Steady> steady() {
    long warm = Math.min(WARM, objects * 2 / 5);
    long late = Math.round(objects * (1 - TAIL));
    Optional<Point> from = points.stream().filter(point -> point.done() >= warm).findFirst();
    Optional<Point> to =
        points.stream().filter(point -> point.done() <= late).reduce((earlier, later) -> later);
    if (from.isEmpty() || to.isEmpty()) return Optional.empty();
    long done = to.get().done() - from.get().done();
    if (done <= 0) return Optional.empty();
    return Optional.of(
        new Steady(
            micros(to.get().cpu().minus(from.get().cpu())) / done,
            done * 1e9 / (to.get().nanos() - from.get().nanos())));
  }
}
