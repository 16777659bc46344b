package io.longhaul.partition.census;

/**
 * A figure between two bounds.
 *
 * @param high infinite: there is no upper bound, and {@code about} is the lower one
 */
public record Interval(double low, double about, double high) {
  public Interval {
    if (!(low <= about && about <= high)) {
      throw new IllegalArgumentException("%s ≤ %s ≤ %s does not hold".formatted(low, about, high));
    }
  }

  static Interval exactly(double figure) {
    return new Interval(figure, figure, figure);
  }

  static Interval atLeast(double figure) {
    return new Interval(figure, figure, Double.POSITIVE_INFINITY);
  }

  public boolean exact() {
    return low == high;
  }

  public boolean bounded() {
    return high < Double.POSITIVE_INFINITY;
  }

  public boolean holds(double figure) {
    return low <= figure && figure <= high;
  }
}
