package io.longhaul.worker.walk;

import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Tally;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what became of each object of one unit, told by any number of threads, and closes the unit
 * only if every object that came in is accounted for.
 */
public final class Account {
  private final long[] objects = new long[Fate.values().length];
  private final long[] bytes = new long[Fate.values().length];
  private final Leftovers leftovers = new Leftovers();

  /** Why all of them failed before, when others did not. */
  private final @Nullable FailureClass alone;

  /** The first reason of each class. */
  private final Map<FailureClass, String> whys = new EnumMap<>(FailureClass.class);

  /** What shows, as the end of a single object, that not all of the unit fail. */
  private final Fate success;

  private boolean differs;

  private Account(@Nullable FailureClass alone, Fate success) {
    this.alone = alone;
    this.success = success;
  }

  Account() {
    this(null, Fate.COPIED);
  }

  /** Of a unit that is there to copy: what was equal needed no copy, and would have failed none. */
  public static Account of(Payload payload) {
    return new Account(alone(payload), Fate.COPIED);
  }

  /** Of a unit that is there to compare. */
  public static Account comparing(Payload payload) {
    return new Account(alone(payload), Fate.EQUAL);
  }

  private static @Nullable FailureClass alone(Payload payload) {
    return payload instanceof Payload.Keys keys ? keys.alone() : null;
  }

  public synchronized void came(Fate in, long size) {
    count(in, size);
  }

  public synchronized void met(Fate fate, long size) {
    count(fate, size);
  }

  public synchronized void fared(Listed object, Fared fared) {
    switch (fared) {
      case Fared.Met met -> {
        count(met.fate(), object.size());
        for (Fate beside : met.beside()) count(beside, object.size());
      }
      case Fared.Failed failed -> {
        leftovers.failed(failed.failure(), object);
        whys.putIfAbsent(failed.failure(), failed.why());
        count(Fate.FORWARDED, object.size());
      }
      case Fared.InParts large -> {
        leftovers.large(object);
        count(Fate.FORWARDED, object.size());
      }
      case Fared.Unfinished(String note) -> {
        leftovers.unfinished(new Listed(object.key(), object.size(), note));
        count(Fate.FORWARDED, object.size());
      }
      case Fared.Differs(FailureClass difference, String note) -> {
        differs = true;
        leftovers.failed(difference, new Listed(object.key(), object.size(), note));
        count(Fate.FORWARDED, object.size());
      }
    }
  }

  synchronized void unbegun(Listed object) {
    leftovers.unbegun(object);
    count(Fate.FORWARDED, object.size());
  }

  private void count(Fate fate, long size) {
    if (fate == Fate.TIMED) count(Fate.EQUAL, size);
    objects[fate.ordinal()]++;
    bytes[fate.ordinal()] += size;
  }

  /** How many units the objects that leave make so far. */
  synchronized int leaving() {
    return leftovers.count();
  }

  /** Whether any differ. */
  synchronized boolean differs() {
    return differs;
  }

  /** What failed so far, by class, with the first reason of each. */
  synchronized Map<FailureClass, String> failures() {
    return new EnumMap<>(whys);
  }

  synchronized Tally tally() {
    Tally tally = Tally.NONE;
    for (Fate fate : Fate.values()) {
      tally = tally.with(fate, objects[fate.ordinal()], bytes[fate.ordinal()]);
    }
    return tally;
  }

  /** Done, or split into what leaves and what is still to be looked at. */
  synchronized Outcome closed(List<NewUnit> rest) {
    Tally tally = tally();
    if (tally.imbalance() != 0 || tally.imbalanceInBytes() != 0) {
      return new Outcome.Failed(FailureClass.DEFECT, "tally does not balance: " + tally);
    }
    boolean some = differs || tally.objects(success) > 0;
    List<NewUnit> children =
        new ArrayList<>(
            leftovers.units(failure -> some || failure == alone || failure.difference()));
    children.addAll(rest);
    if (children.isEmpty()) return new Outcome.Done(tally);
    Optional<Outcome.Failed> failed = some ? Optional.empty() : allAlike();
    return new Outcome.Split(tally, children, Optional.empty(), failed);
  }

  private Optional<Outcome.Failed> allAlike() {
    if (whys.size() != 1) return Optional.empty();
    Map.Entry<FailureClass, String> failure = whys.entrySet().iterator().next();
    return Optional.of(new Outcome.Failed(failure.getKey(), failure.getValue()));
  }
}
