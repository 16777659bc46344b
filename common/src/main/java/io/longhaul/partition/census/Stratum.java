package io.longhaul.partition.census;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A part that no page showed to its end, and what random descents say of the rest. */
final class Stratum {
  private final Part part;
  private final List<Amount> walks = new ArrayList<>();

  Stratum(Part part) {
    this.part = part;
  }

  Part part() {
    return part;
  }

  void add(Amount walk) {
    walks.add(walk);
  }

  int walks() {
    return walks.size();
  }

  double mean(ToDoubleFunction<Amount> figure) {
    return walks.stream().mapToDouble(figure).average().orElse(0);
  }

  /** What descents say of objects that are too large for one request. */
  Large large() {
    Large all = Large.NONE;
    for (Amount walk : walks) all = all.plus(walk.large());
    return walks.isEmpty() ? all : all.times(1.0 / walks.size());
  }

  /** Of one descent. */
  double variance(ToDoubleFunction<Amount> figure) {
    double mean = mean(figure);
    double squares = 0;
    for (Amount walk : walks) {
      double off = figure.applyAsDouble(walk) - mean;
      squares += off * off;
    }
    return squares / (walks.size() - 1.0);
  }
}
