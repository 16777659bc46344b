package io.longhaul.price;

import static java.util.Map.entry;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What an hour of an EC2 machine costs on demand, with Linux, in US dollars of us-east-1
 * (aws.amazon.com/ec2/pricing/on-demand, as of {@link Prices#DATE}).
 *
 * <p>Within a family the price goes with the size, so a family is one number. What is not here is
 * not guessed. Spot costs at most as much; other regions differ a little.
 */
public final class Machines {
  /** An hour of each family's {@code large}. */
  private static final Map<String, Double> FAMILIES =
      Map.ofEntries(
          entry("m5", 0.096),
          entry("m5a", 0.086),
          entry("m5n", 0.119),
          entry("m6a", 0.0864),
          entry("m6g", 0.077),
          entry("m6i", 0.096),
          entry("m7g", 0.0816),
          entry("m7i", 0.1008),
          entry("c5", 0.085),
          entry("c5a", 0.077),
          entry("c5n", 0.108),
          entry("c6a", 0.0765),
          entry("c6g", 0.068),
          entry("c6gn", 0.0864),
          entry("c6i", 0.085),
          entry("c7g", 0.0725),
          entry("c7i", 0.08925),
          entry("r5", 0.126),
          entry("r6g", 0.1008),
          entry("r6i", 0.126),
          entry("r7g", 0.1071),
          entry("t3", 0.0832),
          entry("t3a", 0.0752),
          entry("t4g", 0.0672));

  /** In larges. */
  private static final Map<String, Double> SIZES =
      Map.ofEntries(
          entry("micro", 0.125),
          entry("small", 0.25),
          entry("medium", 0.5),
          entry("large", 1.0),
          entry("xlarge", 2.0),
          entry("2xlarge", 4.0),
          entry("4xlarge", 8.0),
          entry("8xlarge", 16.0),
          entry("9xlarge", 18.0),
          entry("12xlarge", 24.0),
          entry("16xlarge", 32.0),
          entry("18xlarge", 36.0),
          entry("24xlarge", 48.0));

  private Machines() {}

  /** What an hour of it costs; empty: its price is not known here. */
  public static OptionalDouble hourly(String type) {
    int dot = type.indexOf('.');
    if (dot < 0) return OptionalDouble.empty();
    Double family = FAMILIES.get(type.substring(0, dot));
    Double size = SIZES.get(type.substring(dot + 1));
    return family == null || size == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(family * size);
  }
}
