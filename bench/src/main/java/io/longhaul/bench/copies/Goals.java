package io.longhaul.bench.copies;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is promised, held against what came of it: a line each, and whether all of them hold. */
final class Goals {
  private final List<String> lines = new ArrayList<>();
  private boolean holds = true;

  /** At least so much; a figure that is missing is said, and proves nothing either way. */
  void atLeast(String what, double figure, double goal) {
    judge(what, figure, "at least", goal, figure >= goal);
  }

  void atMost(String what, double figure, double goal) {
    judge(what, figure, "at most", goal, figure <= goal);
  }

  private void judge(String what, double figure, String bound, double goal, boolean held) {
    if (Double.isNaN(figure)) {
      lines.add("%s: NOT RUN (%s %s)".formatted(what, bound, number(goal)));
      return;
    }
    holds &= held;
    lines.add(
        "%s: %s, %s %s: %s"
            .formatted(
                what,
                number(figure),
                bound,
                number(goal),
                held ? "holds" : "MISSED by a factor of " + number(factor(figure, goal))));
  }

  private static double factor(double figure, double goal) {
    return Math.max(figure, goal) / Math.min(figure, goal);
  }

  private static String number(double figure) {
    return String.format(Locale.ROOT, figure < 0.1 ? "%.4f" : "%.2f", figure);
  }

  List<String> lines() {
    return lines;
  }

  boolean hold() {
    return holds;
  }
}
