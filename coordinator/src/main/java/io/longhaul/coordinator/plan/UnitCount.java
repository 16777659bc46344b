package io.longhaul.coordinator.plan;

import io.longhaul.job.Job;
import io.longhaul.kind.Kind;
import io.longhaul.partition.census.Large;
import io.longhaul.partition.census.Slice;
import io.longhaul.s3.PartSizes;
import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Tier;
import io.longhaul.unit.Weight;
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
 * @param holding of them, or of those that workers find, those in which objects lie: the leading
 *     prefixes that work goes to
 * @param working units that have anything to copy
 * @param looks units that find where to cut, and copy nothing
 * @param parts units that copy parts of large objects
 */
record UnitCount(
    Map<Tier, Long> tiers, long cuts, long holding, long working, long looks, long parts) {
  /** How full ranges are that were found, and how many one look finds, as bench/ saw them. */
  private static final double FILLED = 0.75;

  private static final double FOUND_BY_ONE = 32;

  /** Keys of 60 bytes in a payload of 30 KiB, and rows of 75 bytes in a slice of half a MiB. */
  private static final int KEYS_A_UNIT = 450;

  private static final double ROWS_A_SLICE = 7_000;

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
    long looks = 0;
    for (int i = 0; i < objects.length; i++) {
      boolean uncut = cuts.get(i).payload() instanceof Payload.Range range && range.uncut();
      int budget = job.unit().objects();
      long found = uncut ? found(objects[i], budget) : 1;
      if (uncut) looks += looks(found);
      long units = uncut ? found + looks(found) : units(objects[i], budget);
      tiers.merge(cuts.get(i).tier(), units, Long::sum);
      if (objects[i] > 0) {
        holding += found;
        working += uncut ? found : units;
      }
    }
    // an object lies in one cut only, where several share the slice that it is in
    long objectsAtMost = (long) Math.ceil(slices.stream().mapToDouble(Slice::objects).sum());
    return new UnitCount(
        tiers,
        objects.length,
        Math.min(holding, objectsAtMost),
        Math.min(working, objectsAtMost),
        looks,
        0);
  }

  /** What a list of so many rows comes to: units of keys, and those that read the list. */
  static UnitCount ofRows(Job job, double rows) {
    long keys = (long) Math.ceil(rows / Math.min(job.unit().objects(), KEYS_A_UNIT));
    long readers = 1 + (long) Math.ceil(rows / ROWS_A_SLICE);
    Map<Tier, Long> tiers = new EnumMap<>(Tier.class);
    tiers.put(Tier.SMALL, 1 + readers);
    Tier tier = new Weight(Math.min(job.unit().objects(), KEYS_A_UNIT), 0).tier();
    tiers.merge(tier, keys, Long::sum);
    return new UnitCount(tiers, 1, keys, keys, readers, 0);
  }

  /** The same, with the units that copy large objects in parts, and those that join them. */
  UnitCount withParts(Large large, boolean streamed) {
    if (large.objects() == 0) return this;
    PartSizes sizes = streamed ? PartSizes.STREAMED : PartSizes.SERVER_SIDE;
    double each = (streamed ? large.streamed() : large.parts()) / large.objects();
    long objects = (long) Math.ceil(large.objects());
    long units = objects * (long) Math.ceil(each / sizes.inUnit((int) each));
    Map<Tier, Long> all = new EnumMap<>(tiers);
    all.merge(Tier.MEDIUM, units, Long::sum);
    all.merge(Tier.SMALL, objects, Long::sum);
    return new UnitCount(all, cuts, holding, working, looks, units);
  }

  private static String begin(NewUnit cut) {
    return switch (cut.payload()) {
      case Payload.Range range when range.after().isEmpty() -> range.prefix();
      case Payload.Range range -> range.after();
      case Payload.Root root -> "";
      case Payload.Keys keys -> keys.objects().getFirst().key();
      case Payload.Parts parts -> parts.of().object().key();
      case Payload.Complete complete -> complete.of().object().key();
      case Payload.Slice slice -> "";
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

  /** About how many ranges come of one that workers look where to cut. */
  static long found(double objects, int budget) {
    return objects <= 1.5 * budget ? 1 : (long) Math.ceil(objects / (FILLED * budget));
  }

  /** Units that only look and hand on what they found: none where nothing is to be cut. */
  private static long looks(long found) {
    return found <= 1 ? 0 : (long) Math.ceil(found / FOUND_BY_ONE);
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
