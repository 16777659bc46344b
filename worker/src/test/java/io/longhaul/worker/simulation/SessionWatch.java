package io.longhaul.worker.simulation;

import io.longhaul.ledger.Key;
import io.longhaul.ledger.Table;
import io.longhaul.time.Deadline;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Looks at each request that one unit makes whether it could outlast its worker's session. */
record SessionWatch(
    Table table,
    SimulatedProcess process,
    WorkerId worker,
    Duration margin,
    List<String> violations) {
  /** Before anything else has its turn. */
  void begins(Deadline deadline) {
    if (deadline.passed()) return; // the adapter will not send it
    Instant ends = process.now().plus(deadline.remaining()).plus(margin);
    if (ends.toEpochMilli() > until()) {
      violations.add(
          "%s began what may last until %s, its session lasts until %s"
              .formatted(worker, ends, Instant.ofEpochMilli(until())));
    }
  }

  /** Whether others may have taken what the worker held. */
  boolean over() {
    return process.now().toEpochMilli() > until();
  }

  /** In milliseconds, as the ledger keeps it. */
  private long until() {
    Key session = new Key("LIVE", worker.value());
    return table.get(session).map(row -> row.number("until")).orElse(0L);
  }
}
