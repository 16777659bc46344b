package io.longhaul.coordinator.plan;

import io.longhaul.job.Job;
import io.longhaul.kind.Kind;
import io.longhaul.partition.census.Slice;
import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Tier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many units a job comes to: those that submitting cuts it into, by the same {@link Kind}, and
 * those that workers split off what is over a unit's budget.
 *
 * @param cuts that submitting makes
 * @param holding of them, those in which objects lie: the leading prefixes that work goes to
 * @param working units that have anything to copy
 */
record UnitCount(Map<Tier, Long> tiers, long cuts, long holding, long working) {
  UnitCount {
    tiers = Map.copyOf(tiers);
  }

  long of(Tier tier) {
    return tiers.getOrDefault(tier, 0L);
  }

  long all() {
    return tiers.values().stream().mapToLong(units -> units).sum();
  }

  static UnitCount of(Job job, Kind kind, List<Slice> slices) {
    List<NewUnit> cuts = new ArrayList<>();
    Map<Tier, Long> tiers = new EnumMap<>(Tier.class);
    Payload.Root root = new Payload.Root(0);
    while (root != null) {
      tiers.merge(Tier.SMALL, 1L, Long::sum); // the root, and each rest of it
      Payload.Root rest = null;
      for (NewUnit unit : kind.cut(job, root).children()) {
        if (unit.payload() instanceof Payload.Root more) rest = more;
        else cuts.add(unit);
      }
      root = rest;
    }
    cuts.sort(Comparator.comparing(UnitCount::begin, KeyOrder.BYTES));
    double[] objects = spread(cuts.stream().map(UnitCount::begin).toList(), slices);
    long holding = 0;
    long working = 0;
    for (int i = 0; i < objects.length; i++) {
      long units = units(objects[i], job.unit().objects());
      tiers.merge(cuts.get(i).tier(), units, Long::sum);
      if (objects[i] > 0) {
        holding++;
        working += units;
      }
    }
    // an object lies in one cut only, where several share the slice that it is in
    long objectsAtMost = (long) Math.ceil(slices.stream().mapToDouble(Slice::objects).sum());
    return new UnitCount(
        tiers, objects.length, Math.min(holding, objectsAtMost), Math.min(working, objectsAtMost));
  }

  private static String begin(NewUnit cut) {
    return switch (cut.payload()) {
      case Payload.Range range when range.after().isEmpty() -> range.prefix();
      case Payload.Range range -> range.after();
      case Payload.Root root -> "";
      case Payload.Keys keys -> keys.objects().getFirst().key();
      case Payload.Parts parts -> parts.of().object().key();
      case Payload.Complete complete -> complete.of().object().key();
      case Payload.Items items -> "";
    };
  }

  /** A slice that several cuts share lies in them evenly. */
  private static double[] spread(List<String> begins, List<Slice> slices) {
    double[] objects = new double[begins.size()];
    for (Slice slice : slices) {
      if (slice.objects() == 0 || begins.isEmpty()) continue;
      int first = at(begins, slice.from());
      int last = Math.max(first, at(begins, slice.until()));
      // what comes before the next cut and yet begins as the slice does is little
      if (first > 0 && first < last && begins.get(first + 1).startsWith(slice.from())) first++;
      for (int i = first; i <= last; i++) objects[i] += slice.objects() / (last - first + 1);
    }
    return objects;
  }

  private static int at(List<String> begins, String key) {
    int found = Collections.binarySearch(begins, key, KeyOrder.BYTES);
    return Math.max(0, found >= 0 ? found : -found - 2);
  }

  /**
   * What a range of so many objects comes to when workers split it as they do: a unit copies its
   * budget, and half as much more if that is the end; what is left goes on as two halves, or as one
   * if it is no more than what was done.
   */
  static long units(double objects, int budget) {
    if (objects <= 1.5 * budget) return 1;
    double rest = objects - budget;
    return rest <= budget ? 1 + units(rest, budget) : 1 + 2 * units(rest / 2, budget);
  }
}
