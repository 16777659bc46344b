package io.longhaul.ledger;

import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one write adds to one counter row: open units, units by the state they closed in, tallies by
 * tier.
 *
 * <p>A row may go below zero, for units are counted in the row of whoever settles them; only the
 * sum over a stage's rows means anything.
 */
final class Shard {
  static final String OPEN = "open";
  static final String CANCELLED = "cancelled";
  static final String RECLAIMED = "reclaimed";

  private long open;
  private long reclaimed;
  private final Map<UnitState, Long> closed = new EnumMap<>(UnitState.class);
  private final Map<Tier, Tally> tallies = new EnumMap<>(Tier.class);

  Shard opened(long units) {
    open += units;
    return this;
  }

  /** A unit was taken back from a lost session, whatever became of it then. */
  Shard reclaimed() {
    reclaimed++;
    return this;
  }

  /** One unit left {@code open} for this state. */
  Shard closed(UnitState state, Tier tier, Tally tally) {
    open--;
    return counted(state, 1, tier, tally);
  }

  Shard counted(UnitState state, long units, Tier tier, Tally tally) {
    closed.merge(state, units, Long::sum);
    tallies.merge(tier, tally, Tally::plus);
    return this;
  }

  long open() {
    return open;
  }

  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    add(changes, OPEN, open);
    add(changes, RECLAIMED, reclaimed);
    closed.forEach((state, units) -> add(changes, attribute(state), units));
    tallies.forEach((tier, tally) -> {
      for (Fate fate : Fate.values()) {
        add(changes, attribute(tier, fate, "o"), tally.objects(fate));
        add(changes, attribute(tier, fate, "b"), tally.bytes(fate));
      }
    });
    return changes;
  }

  private static void add(List<Change> changes, String attribute, long amount) {
    if (amount != 0) changes.add(new Change.Add(attribute, amount));
  }

  /** Whether a counter row that refused something carries the mark of a cancel. */
  static boolean marked(Transacted.Refused refused) {
    return refused.rows().values().stream()
        .anyMatch(row -> row.filter(shard -> shard.has(CANCELLED)).isPresent());
  }

  static String attribute(UnitState state) {
    return "n." + state.name().toLowerCase(Locale.ROOT);
  }

  static String attribute(Tier tier, Fate fate, String what) {
    return "t." + tier.name().charAt(0) + "." + fate.word() + "." + what;
  }
}
