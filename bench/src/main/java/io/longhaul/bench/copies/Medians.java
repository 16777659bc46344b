package io.longhaul.bench.copies;

import io.longhaul.bench.copies.Trial.Steady;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Several trials of one program at one setting: cold ones, and long ones. */
final class Medians {
  private final List<Trial> cold = new ArrayList<>();
  private final List<Trial> warm = new ArrayList<>();

  void addCold(Trial trial) {
    cold.add(trial);
  }

  void addWarm(Trial trial) {
    warm.add(trial);
  }

  List<Trial> all() {
    List<Trial> all = new ArrayList<>(cold);
    all.addAll(warm);
    return all;
  }

  /** µs an object of a whole process that did few; NaN: there was none. */
  double cold() {
    return median(cold, Trial::microsOfAll);
  }

  /** The same with what prepared its work. */
  double coldInAll() {
    return median(cold, trial -> trial.microsOfAll() + trial.microsBefore());
  }

  /** µs an object of a whole process that did many. */
  double whole() {
    return median(warm, Trial::microsOfAll);
  }

  /** Once warm; empty if no trial was long enough. */
  Optional<Steady> steady() {
    List<Steady> steady = warm.stream().flatMap(trial -> trial.steady().stream()).toList();
    if (steady.isEmpty()) return Optional.empty();
    return Optional.of(
        new Steady(median(steady, Steady::micros), median(steady, Steady::objectsPerSecond)));
  }

  static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
    double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
    if (sorted.length == 0) return Double.NaN;
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
