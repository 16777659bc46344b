package io.longhaul.coordinator.fleet;

import io.longhaul.ledger.Session;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A worker that is live, and what it has in hand.
 *
 * @param held units by run, as far as the index shows
 */
public record AtWork(Session session, SortedMap<RunName, List<UnitId>> held) {
  public AtWork {
    held = Collections.unmodifiableSortedMap(new TreeMap<>(held));
  }

  AtWork(Session session, Map<RunName, List<UnitId>> held) {
    this(session, new TreeMap<>(held));
  }

  /** How many units it has in hand, of all runs. */
  public int units() {
    return held.values().stream().mapToInt(List::size).sum();
  }
}
