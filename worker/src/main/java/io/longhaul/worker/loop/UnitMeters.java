package io.longhaul.worker.loop;

import io.longhaul.claim.Settler;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Tally;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the units that this worker held, and of their objects as the ledger counted them;
 * by kind and outcome.
 */
final class UnitMeters {
  /** All kinds that this worker does not know: their names come from outside, and have no bound. */
  private static final String OTHER = "other";

  private final Map<String, OfKind> kinds = new HashMap<>();
  private final OfKind others;

  /** Each list in the order of its enum. */
  private record OfKind(List<Counter> units, List<Counter> objects, List<Counter> bytes) {
    void add(Ending ending, Tally tally) {
      units.get(ending.ordinal()).increment();
      for (Fate fate : Fate.values()) {
        objects.get(fate.ordinal()).increment((double) tally.objects(fate));
        bytes.get(fate.ordinal()).increment((double) tally.bytes(fate));
      }
    }
  }

  /**
   * @param kinds those that this worker knows
   */
  UnitMeters(MeterRegistry registry, List<String> kinds) {
    for (String kind : kinds) this.kinds.put(kind, ofKind(registry, kind));
    others = ofKind(registry, OTHER);
  }

  private static OfKind ofKind(MeterRegistry registry, String kind) {
    OfKind made = new OfKind(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Ending ending : Ending.values()) {
      made.units.add(
          registry.counter("longhaul.worker.units", "kind", kind, "outcome", ending.word()));
    }
    for (Fate fate : Fate.values()) {
      made.objects.add(
          registry.counter("longhaul.worker.objects", "kind", kind, "outcome", fate.word()));
      made.bytes.add(
          registry.counter("longhaul.worker.bytes", "kind", kind, "outcome", fate.word()));
    }
    return made;
  }

  void settled(Claim claim, Outcome outcome, Settler.Result result) {
    kinds
        .getOrDefault(claim.kind(), others)
        .add(Ending.of(outcome, result), Settler.counted(claim, outcome, result));
  }
}
