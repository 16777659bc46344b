package io.longhaul.partition.census;

import java.util.List;

/**
 * What a census came to.
 *
 * @param objects without an upper bound where requests or time did not suffice for one
 * @param slices where they lie, in the order of keys
 * @param large what of them is too large for one request
 */
public record Counted(
    Interval objects, Interval bytes, List<Slice> slices, Large large, int requests) {
  /** Of the bounds, in percent. */
  public static final int CONFIDENCE = 90;

  public Counted {
    slices = List.copyOf(slices);
  }
}
