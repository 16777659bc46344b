package io.longhaul.partition.census;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Bounds that hold the true figure about 9 times of 10.
 *
 * <p>The strata's means add up, and so do the variances of these; the degrees of freedom are
 * Satterthwaite's (W. G. Cochran, "Sampling Techniques", 3rd edition, §5.4). What was not seen is
 * never negative and its estimate leans to the right, so the bounds are a factor below and above
 * it: C = exp(t·√ln(1 + cv²)), where cv is the estimate's relative standard error and t Student's
 * (K. P. Burnham and others, "Design and analysis methods for fish survival experiments based on
 * release-recapture", 1987; the usual bounds of distance sampling).
 *
 * <p>A few descents that agree by luck would pass for certainty. So each stratum is taken to vary,
 * relative to its size, at least as much as all of them do together, and by a quarter of a page
 * more.
 */
record Bounds(List<Stratum> strata, ToDoubleFunction<Amount> figure, double page) {
  private static final double OF_A_PAGE = 0.25;

  /** Student's t below which 95 % lie, for 1 to 10 degrees of freedom. */
  private static final double[] STUDENT = {
    6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812
  };

  private static final double NORMAL = 1.645;

  /**
   * @param known what was seen for certain
   */
  Interval around(double known) {
    if (strata.isEmpty()) return Interval.exactly(known);
    if (strata.stream().anyMatch(stratum -> stratum.walks() < 2)) return Interval.atLeast(known);
    double common = commonVariance();
    double unseen = 0;
    double variance = 0;
    double freedom = 0;
    for (Stratum stratum : strata) {
      double mean = stratum.mean(figure);
      double single =
          Math.max(stratum.variance(figure), common * mean * mean) + square(OF_A_PAGE * page);
      double ofMean = single / stratum.walks();
      unseen += mean;
      variance += ofMean;
      freedom += ofMean * ofMean / (stratum.walks() - 1);
    }
    double relative = variance / square(Math.max(unseen, page));
    double student = student(variance == 0 ? 1 : variance * variance / freedom);
    double factor = Math.exp(student * Math.sqrt(Math.log1p(relative)));
    double high = Math.max(unseen, page) * factor;
    return new Interval(known + unseen / factor, known + unseen, known + high);
  }

  /** Of one descent, relative to the square of its mean, over all strata. */
  private double commonVariance() {
    double variance = 0;
    double squares = 0;
    for (Stratum stratum : strata) {
      int free = stratum.walks() - 1;
      variance += free * stratum.variance(figure);
      squares += free * square(stratum.mean(figure));
    }
    return squares == 0 ? 0 : variance / squares;
  }

  private static double square(double x) {
    return x * x;
  }

  /** Beyond the table by the first terms of its expansion, off by less than 0.1 %. */
  static double student(double freedom) {
    int whole = (int) Math.clamp(freedom, 1, 1e6);
    if (whole <= STUDENT.length) return STUDENT[whole - 1];
    double cubed = NORMAL * NORMAL * NORMAL;
    double fifth = cubed * NORMAL * NORMAL;
    return NORMAL
        + (cubed + NORMAL) / (4.0 * whole)
        + (5 * fifth + 16 * cubed + 3 * NORMAL) / (96.0 * whole * whole);
  }
}
