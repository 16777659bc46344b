package io.longhaul.partition;

import static java.util.Objects.requireNonNull;

import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.Payload;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes ranges of what a {@link Survey} saw: about as large as they should be, no more than there
 * may be, and together exactly the range that was looked at, whatever was seen.
 *
 * @param each about so many objects a range
 * @param most ranges
 */
record Strips(Payload.Range range, int each, int most) {
  /** What holds so much more than it should is no worse than two that hold half as much. */
  static final double STILL_ONE = 1.5;

  /** An estimate from one page does not carry further than this. */
  private static final int MOST_PARTS = 8;

  /**
   * The ranges in the order of their keys; those that hold too much, or may, are to be looked at
   * again.
   *
   * @return the range itself, not to be looked at again, if there are not two to make of it
   */
  List<Payload.Range> ranges(List<Strip> seen) {
    List<Strip> strips = fewer(joined(seen));
    if (strips.isEmpty()) return List.of(plain());
    List<String> bounds = new ArrayList<>();
    List<Boolean> uncut = new ArrayList<>();
    int room = most - strips.size();
    for (Strip strip : strips) {
      if (!uncut.isEmpty()) bounds.add(strip.after());
      int parts = parts(strip);
      if (parts > 1 && parts - 1 <= room) {
        List<Payload.Range> cut = Rest.cut(strip.tight(), parts, requireNonNull(strip.even()));
        for (Payload.Range part : cut) {
          uncut.add(false);
          if (!part.equals(cut.getLast())) bounds.add(requireNonNull(part.until()));
        }
        room -= cut.size() - 1;
      } else {
        uncut.add(strip.objects() > STILL_ONE * each);
      }
    }
    return bounds.isEmpty() ? List.of(plain()) : between(bounds, uncut);
  }

  /** Into how many a strip may be cut without another look; 1: into none. */
  private int parts(Strip strip) {
    if (strip.even() == null || strip.objects() <= STILL_ONE * each) return 1;
    int parts = (int) Math.ceil(strip.objects() / each);
    return parts <= MOST_PARTS ? parts : 1;
  }

  /** Without what is empty, and with small neighbours as one. */
  private List<Strip> joined(List<Strip> seen) {
    List<Strip> joined = new ArrayList<>();
    for (Strip strip : seen) {
      if (strip.counted() && strip.objects() == 0) continue;
      Strip last = joined.isEmpty() ? null : joined.getLast();
      if (last == null) {
        joined.add(strip.from(range.after()));
      } else if (last.counted() && strip.counted() && last.objects() + strip.objects() <= each) {
        joined.set(joined.size() - 1, last.and(strip));
      } else {
        joined.add(strip);
      }
    }
    return joined;
  }

  /** No more than there may be: where the least comes together, neighbours become one. */
  private List<Strip> fewer(List<Strip> strips) {
    List<Strip> fewer = new ArrayList<>(strips);
    while (fewer.size() > most) {
      int least = 0;
      for (int i = 1; i < fewer.size() - 1; i++) {
        if (both(fewer, i) < both(fewer, least)) least = i;
      }
      Strip two = fewer.get(least).and(fewer.remove(least + 1));
      fewer.set(least, two);
    }
    return fewer;
  }

  private static double both(List<Strip> strips, int at) {
    return strips.get(at).objects() + strips.get(at + 1).objects();
  }

  private Payload.Range plain() {
    return new Payload.Range(range.prefix(), range.after(), range.until());
  }

  /** A bound that is not above the one before it cuts nothing: the keys may have changed. */
  private List<Payload.Range> between(List<String> bounds, List<Boolean> uncut) {
    List<Payload.Range> ranges = new ArrayList<>();
    String after = range.after();
    for (int i = 0; i < bounds.size(); i++) {
      String bound = bounds.get(i);
      boolean within =
          KeyOrder.compare(bound, after) > 0
              && (range.until() == null || KeyOrder.compare(bound, range.until()) < 0);
      if (!within) continue;
      ranges.add(new Payload.Range(range.prefix(), after, bound, uncut.get(i)));
      after = bound;
    }
    boolean several = !ranges.isEmpty();
    ranges.add(new Payload.Range(range.prefix(), after, range.until(), several && uncut.getLast()));
    return ranges;
  }
}
