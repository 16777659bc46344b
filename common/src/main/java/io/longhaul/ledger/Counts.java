package io.longhaul.ledger;

import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitState;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The sums of counter rows: how many units are open, how the others closed, their tallies, and how
 * often a unit was taken back from a lost session.
 */
public record Counts(
    long open, Map<UnitState, Long> closed, Map<Tier, Tally> tallies, long reclaimed) {
  public Counts {
    closed = Collections.unmodifiableMap(new EnumMap<>(closed));
    tallies = Collections.unmodifiableMap(new EnumMap<>(tallies));
  }

  static Counts of(Collection<Row> shards) {
    long open = 0;
    long reclaimed = 0;
    Map<UnitState, Long> closed = new EnumMap<>(UnitState.class);
    Map<Tier, Tally> tallies = new EnumMap<>(Tier.class);
    for (UnitState state : UnitState.values()) closed.put(state, 0L);
    for (Tier tier : Tier.values()) tallies.put(tier, Tally.NONE);
    for (Row shard : shards) {
      open += shard.number(Shard.OPEN);
      reclaimed += shard.number(Shard.RECLAIMED);
      for (UnitState state : UnitState.values()) {
        closed.merge(state, shard.number(Shard.attribute(state)), Long::sum);
      }
      for (Tier tier : Tier.values()) tallies.merge(tier, tally(shard, tier), Tally::plus);
    }
    return new Counts(open, closed, tallies, reclaimed);
  }

  private static Tally tally(Row shard, Tier tier) {
    Tally tally = Tally.NONE;
    for (Fate fate : Fate.values()) {
      long objects = shard.number(Shard.attribute(tier, fate, "o"));
      long bytes = shard.number(Shard.attribute(tier, fate, "b"));
      if (objects != 0 || bytes != 0) tally = tally.with(fate, objects, bytes);
    }
    return tally;
  }

  public Counts plus(Counts other) {
    Map<UnitState, Long> states = new EnumMap<>(closed);
    other.closed.forEach((state, units) -> states.merge(state, units, Long::sum));
    Map<Tier, Tally> sums = new EnumMap<>(tallies);
    other.tallies.forEach((tier, tally) -> sums.merge(tier, tally, Tally::plus));
    return new Counts(open + other.open, states, sums, reclaimed + other.reclaimed);
  }

  public long units(UnitState state) {
    return closed.getOrDefault(state, 0L);
  }

  /** Units registered so far, open and closed. */
  public long units() {
    return open + closed.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Units that do work themselves, registered so far: what was split is its children's. */
  public long working() {
    return units() - units(UnitState.SPLIT);
  }

  /** Those of them that are closed. */
  public long closedWorking() {
    return working() - open;
  }

  public Tally tally() {
    return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
  }
}
