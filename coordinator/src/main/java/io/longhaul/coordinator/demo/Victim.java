package io.longhaul.coordinator.demo;

import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.OpenUnits.Running;
import io.longhaul.unit.RunName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The worker that is killed: one that holds units at that moment, so that they must be reclaimed.
 */
record Victim(long pid, int units) {
  private static final Pattern OF_WORKER = Pattern.compile("worker-(\\d+)-.*");
  private static final int MOST = 10_000;

  /** The one among these processes that holds the most units; empty: none holds any now. */
  static Optional<Victim> find(Ledger ledger, RunName run, List<Long> pids) {
    Map<Long, Integer> held = new TreeMap<>();
    for (Running unit : ledger.open().running(run, MOST)) {
      Matcher worker = OF_WORKER.matcher(unit.worker().value());
      if (worker.matches()) held.merge(Long.parseLong(worker.group(1)), 1, Integer::sum);
    }
    return held.entrySet().stream()
        .filter(worker -> pids.contains(worker.getKey()))
        .max(Map.Entry.comparingByValue())
        .map(worker -> new Victim(worker.getKey(), worker.getValue()));
  }
}
