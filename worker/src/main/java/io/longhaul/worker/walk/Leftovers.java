package io.longhaul.worker.walk;

import io.longhaul.unit.FailureClass;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.PayloadJson;
import io.longhaul.unit.Tier;
import io.longhaul.unit.Weight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Objects on their way out of a unit, those that failed alike together: what cannot succeed then
 * dies alone, and under its own class.
 *
 * <p>Not safe for several threads.
 */
final class Leftovers {
  static final int MOST_KEYS = 100;

  /** Of JSON in bytes; a payload's own limit is 40 KB. */
  static final int LARGEST = 30 * 1024;

  private final Map<FailureClass, Group> groups = new EnumMap<>(FailureClass.class);
  private final Group unbegun = new Group();
  private final List<NewUnit> single = new ArrayList<>();

  private static final class Group {
    final List<List<Listed>> full = new ArrayList<>();
    List<Listed> open = new ArrayList<>();
    int openBytes;

    void add(Listed object) {
      int bytes = json(object);
      if (open.size() == MOST_KEYS || openBytes + bytes > LARGEST) {
        full.add(open);
        open = new ArrayList<>();
        openBytes = 0;
      }
      open.add(object);
      openBytes += bytes;
    }

    int count() {
      return full.size() + (open.isEmpty() ? 0 : 1);
    }

    void addTo(List<NewUnit> units, @Nullable FailureClass alone) {
      full.forEach(objects -> units.add(unit(objects, alone)));
      if (!open.isEmpty()) units.add(unit(open, alone));
    }
  }

  void failed(FailureClass failure, Listed object) {
    groups.computeIfAbsent(failure, absent -> new Group()).add(object);
  }

  /** An object that was not begun. */
  void unbegun(Listed object) {
    unbegun.add(object);
  }

  /** An object that is to be copied in parts: to begin that is little work, and any worker's. */
  void large(Listed object) {
    single.add(new NewUnit(new Keys(List.of(object)), Tier.SMALL));
  }

  /** An object that is to be gone on with. */
  void unfinished(Listed object) {
    single.add(unit(List.of(object), null));
  }

  /** How many units they make. */
  int count() {
    return single.size() + unbegun.count() + groups.values().stream().mapToInt(Group::count).sum();
  }

  /**
   * The units that they make.
   *
   * @param alone whether objects that failed with this class did so while others did not fail
   */
  List<NewUnit> units(Predicate<FailureClass> alone) {
    List<NewUnit> units = new ArrayList<>();
    groups.forEach((failure, group) -> group.addTo(units, alone.test(failure) ? failure : null));
    unbegun.addTo(units, null);
    units.addAll(single);
    return units;
  }

  /** In bytes, a little more than its share of a payload. */
  private static int json(Listed object) {
    return PayloadJson.write(new Keys(List.of(object))).getBytes(StandardCharsets.UTF_8).length;
  }

  private static NewUnit unit(List<Listed> objects, @Nullable FailureClass alone) {
    long bytes = objects.stream().mapToLong(Listed::size).sum();
    return new NewUnit(new Keys(objects, alone), new Weight(objects.size(), bytes).tier());
  }
}
