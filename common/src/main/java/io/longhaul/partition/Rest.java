package io.longhaul.partition;

import io.longhaul.job.Alphabet;
import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is left of a range, and that in several: together they hold what was left, none twice. */
public final class Rest {
  private Rest() {}

  /**
   * What follows the last key that was dealt with.
   *
   * @return nothing if that key was the range's last possible one
   */
  public static Optional<Payload.Range> of(Payload.Range range, String lastKey) {
    if (!range.holds(lastKey)) {
      throw new IllegalArgumentException("rest after '%s': not in %s".formatted(lastKey, range));
    }
    if (range.until() != null && KeyOrder.compare(lastKey, range.until()) >= 0) {
      return Optional.empty();
    }
    return Optional.of(new Payload.Range(range.prefix(), lastKey, range.until()));
  }

  /** Cuts a range in two at a bound that lies within it; at any other it stays whole. */
  public static List<Payload.Range> at(Payload.Range range, String bound) {
    boolean above = KeyOrder.compare(bound, range.after()) > 0;
    boolean below = range.until() == null || KeyOrder.compare(bound, range.until()) < 0;
    return above && below && bound.startsWith(range.prefix())
        ? halves(range, bound)
        : List.of(range);
  }

  private static List<Payload.Range> halves(Payload.Range range, String bound) {
    return List.of(
        new Payload.Range(range.prefix(), range.after(), bound),
        new Payload.Range(range.prefix(), bound, range.until()));
  }

  /**
   * Cuts a range at middles of its bounds.
   *
   * @param alphabet the characters that its names are likely made of
   * @return at most so many, in the order of keys; fewer where no key fits between two bounds
   */
  public static List<Payload.Range> cut(Payload.Range range, int parts, Alphabet alphabet) {
    if (parts <= 1) return List.of(range);
    String low = range.after().isEmpty() ? range.prefix() : range.after();
    Optional<String> middle = Middle.between(range.prefix(), low, range.until(), alphabet);
    if (middle.isEmpty()) return List.of(range);
    List<Payload.Range> halves = halves(range, middle.get());
    List<Payload.Range> all = new ArrayList<>();
    all.addAll(cut(halves.getFirst(), (parts + 1) / 2, alphabet));
    all.addAll(cut(halves.getLast(), parts / 2, alphabet));
    return List.copyOf(all);
  }
}
