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
    String at = middle.get();
    List<Payload.Range> all = new ArrayList<>();
    Payload.Range lower = new Payload.Range(range.prefix(), range.after(), at);
    Payload.Range upper = new Payload.Range(range.prefix(), at, range.until());
    all.addAll(cut(lower, (parts + 1) / 2, alphabet));
    all.addAll(cut(upper, parts / 2, alphabet));
    return List.copyOf(all);
  }
}
