package io.longhaul.worker.simulation;

import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerAudit;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.UnitRow;
import io.longhaul.s3.StoredObject;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds what the ledger says of a copy against what lies in both buckets: which object each unit
 * answers for, by its payload less those of its children; whether so many were counted; and whether
 * the target holds what the source held since that unit was taken up, or later.
 */
final class CopyAudit {
  private final SimulatedS3 s3;
  private final List<String> names;

  /** By unit and fence. */
  private final Map<String, Begun> begun = new HashMap<>();

  CopyAudit(SimulatedS3 s3, List<String> names) {
    this.s3 = s3;
    this.names = names;
  }

  /** What there was when a unit was taken up: whatever its worker saw is no older. */
  private record Begun(long moment, Map<String, Integer> newest) {}

  void begun(Claim claim) {
    begun.put(at(claim.ref().unit(), claim.fence()), new Begun(s3.moment(), s3.newest()));
  }

  private static String at(UnitId unit, long fence) {
    return unit + "/" + fence;
  }

  List<String> findings(Table table, Tally tally) {
    List<String> wrong = new ArrayList<>(s3.strangers());
    Map<UnitId, UnitRow> units = new LedgerAudit(table).units(World.RUN);
    Map<UnitId, Payload> payloads = new HashMap<>();
    units.forEach((id, unit) -> payloads.put(id, new Ledger(table).units().payload(unit)));
    Map<String, Integer> answered = new TreeMap<>();
    boolean whole = true;
    for (UnitRow unit : units.values()) {
      UnitId id = unit.ref().unit();
      Payload payload = payloads.get(id);
      if (payload instanceof Payload.Root) {
        whole &= unit.state() == UnitState.SPLIT;
        continue;
      }
      List<Payload> children = new ArrayList<>();
      for (int i = 0; i < unit.children(); i++) children.add(payloads.get(id.child(i)));
      if (payloads.containsKey(id.next())) children.add(payloads.get(id.next()));
      List<String> mine = new ArrayList<>(names(payload));
      for (Payload child : children) mine.removeAll(names(child));
      for (String name : mine) answered.merge(name, 1, Integer::sum);
      if (unit.state() == UnitState.DONE || unit.state() == UnitState.SPLIT) {
        checkCounts(unit, payload, children, mine.size(), wrong);
        checkTargets(unit, mine, wrong);
      }
    }
    wrong.addAll(leftOpen(units, payloads));
    if (!whole) return wrong;
    for (String name : names) {
      int times = answered.getOrDefault(name, 0);
      if (times != 1) wrong.add("%d units answer for '%s'".formatted(times, name));
    }
    if (tally.objects(Fate.UNKNOWN) == 0 && tally.objects(Fate.LISTED) != names.size()) {
      wrong.add("there are %d objects, listed: %s".formatted(names.size(), tally));
    }
    return wrong;
  }

  /** Whoever is done with the parts of an object leaves no upload of them open. */
  private List<String> leftOpen(Map<UnitId, UnitRow> units, Map<UnitId, Payload> payloads) {
    Set<String> open = s3.uploads();
    List<String> wrong = new ArrayList<>();
    units.forEach((id, unit) -> {
      if (!(payloads.get(id) instanceof Payload.Complete complete)) return;
      boolean handsOnParts =
          unit.children() > 0 && payloads.get(id.child(0)) instanceof Payload.Complete;
      boolean over =
          unit.state() == UnitState.DONE || unit.state() == UnitState.SPLIT && !handsOnParts;
      if (over && open.contains(complete.of().upload())) {
        wrong.add("%s is over, and left %s open".formatted(unit.ref(), complete.of().upload()));
      }
    });
    return wrong;
  }

  private List<String> names(Payload payload) {
    int prefix = SimulatedS3.IN.length();
    return switch (payload) {
      case Payload.Range range ->
          names.stream().filter(name -> range.holds(SimulatedS3.IN + name)).toList();
      case Payload.Keys keys ->
          keys.objects().stream().map(object -> object.key().substring(prefix)).toList();
      case Payload.Parts parts -> List.of();
      case Payload.Complete complete -> List.of(complete.of().object().key().substring(prefix));
      case Payload.Root root -> throw new IllegalStateException("not a part: " + root);
      case Payload.Items items -> throw new IllegalStateException("no copy is of " + items);
    };
  }

  private void checkCounts(
      UnitRow unit, Payload payload, List<Payload> children, int mine, List<String> wrong) {
    Tally tally = unit.tally();
    boolean range = payload instanceof Payload.Range;
    long handedOn =
        children.stream()
            .filter(child -> child instanceof Payload.Keys || child instanceof Payload.Complete)
            .mapToLong(child -> names(child).size())
            .sum();
    Tally expected =
        Tally.of(range ? Fate.LISTED : Fate.RECEIVED, mine + handedOn, 0)
            .with(Fate.FORWARDED, handedOn, 0);
    for (Fate fate : List.of(Fate.LISTED, Fate.RECEIVED, Fate.FORWARDED)) {
      if (tally.objects(fate) != expected.objects(fate)) {
        wrong.add("%s counts %s, there are %s".formatted(unit.ref(), tally, expected));
      }
    }
    long done =
        tally.objects(Fate.COPIED) + tally.objects(Fate.EQUAL) + tally.objects(Fate.SKIPPED);
    if (done != mine) {
      wrong.add("%s answers for %d objects, and counts %s".formatted(unit.ref(), mine, tally));
    }
  }

  private void checkTargets(UnitRow unit, List<String> mine, List<String> wrong) {
    Begun begun = this.begun.get(at(unit.ref().unit(), unit.fence()));
    if (begun == null) {
      wrong.add("%s was settled by who never had it".formatted(unit.ref()));
      return;
    }
    int kept = 0;
    int foreign = 0;
    for (String name : mine) {
      Optional<StoredObject> target = s3.target(name);
      if (target.isEmpty()) {
        wrong.add(
            "'%s' is not at its target, %s counts %s".formatted(name, unit.ref(), unit.tally()));
        continue;
      }
      Optional<Integer> version = s3.version(target.get());
      if (s3.foreignAt(name) > 0) foreign++;
      int seen = begun.newest().get(name);
      if (version.isEmpty()) {
        if (s3.foreignAt(name) < begun.moment()) kept++;
      } else if (version.get() < seen) {
        wrong.add(
            "'%s' is version %d at its target, it was %d when %s was taken up, which counts %s"
                .formatted(name, version.get(), seen, unit.ref(), unit.tally()));
      }
    }
    long skipped = unit.tally().objects(Fate.SKIPPED);
    if (skipped < kept || skipped > foreign) {
      wrong.add(
          "%s found %d of somebody else and left %d, and counts %s"
              .formatted(unit.ref(), foreign, kept, unit.tally()));
    }
  }
}
