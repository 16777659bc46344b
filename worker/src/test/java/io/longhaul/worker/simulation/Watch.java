package io.longhaul.worker.simulation;

import io.longhaul.ledger.Key;
import io.longhaul.ledger.LedgerAudit;
import io.longhaul.ledger.Row;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Transacted;
import io.longhaul.ledger.UnitRow;
import io.longhaul.ledger.Write;
import io.longhaul.ledger.Written;
import io.longhaul.unit.UnitState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks on at each write to the ledger and notes every transition of a unit that docs/state.md does
 * not have, and every settle by somebody who does not hold the unit.
 */
final class Watch implements Table {
  private static final Map<UnitState, Set<UnitState>> LEGAL = new EnumMap<>(UnitState.class);

  static {
    LEGAL.put(
        UnitState.PENDING,
        EnumSet.of(UnitState.PENDING, UnitState.RUNNING, UnitState.CANCELLED, UnitState.WAITING));
    LEGAL.put(UnitState.WAITING, EnumSet.of(UnitState.PENDING, UnitState.CANCELLED));
    LEGAL.put(
        UnitState.RUNNING,
        EnumSet.of(
            UnitState.PENDING,
            UnitState.DONE,
            UnitState.SPLIT,
            UnitState.DEAD,
            UnitState.CANCELLED));
    LEGAL.put(
        UnitState.DEAD,
        EnumSet.of(UnitState.DEAD, UnitState.PENDING, UnitState.WAITING, UnitState.ACCEPTED));
    for (UnitState closed :
        List.of(UnitState.DONE, UnitState.SPLIT, UnitState.CANCELLED, UnitState.ACCEPTED)) {
      LEGAL.put(closed, EnumSet.noneOf(UnitState.class));
    }
  }

  private final Table table;
  private final List<String> violations;

  /** Who writes: sessions of a process are named after it. */
  private final String process;

  Watch(Table table, List<String> violations, String process) {
    this.table = table;
    this.violations = violations;
    this.process = process;
  }

  @Override
  public Written write(Write write) {
    Map<Key, Optional<Row>> before = units(List.of(write));
    Written written = table.write(write);
    compare(before);
    return written;
  }

  @Override
  public Transacted transact(String token, List<Write> writes) {
    Map<Key, Optional<Row>> before = units(writes);
    Transacted transacted = table.transact(token, writes);
    compare(before);
    if (transacted instanceof Transacted.Applied && writes.stream().anyMatch(Watch::closes)) {
      new LedgerAudit(table)
          .findingsBesideIndex(World.RUN)
          .forEach(finding -> violations.add(finding + ", by " + process));
    }
    return transacted;
  }

  /** Whether it writes the state of a run or of a stage. */
  private static boolean closes(Write write) {
    boolean runOrStage =
        write.key().partition().equals("RUNS") || write.key().sort().startsWith("S#");
    return runOrStage && write instanceof Write.Update update && !update.changes().isEmpty();
  }

  private Map<Key, Optional<Row>> units(List<Write> writes) {
    Map<Key, Optional<Row>> rows = new HashMap<>();
    for (Write write : writes) {
      if (write.key().sort().startsWith("U#")) rows.put(write.key(), table.get(write.key()));
    }
    return rows;
  }

  private void compare(Map<Key, Optional<Row>> before) {
    before.forEach((key, was) -> {
      Optional<Row> is = table.get(key);
      if (is.isEmpty() || is.equals(was)) return;
      check(was.map(UnitRow::new).orElse(null), new UnitRow(is.get()));
    });
  }

  private void check(@Nullable UnitRow was, UnitRow is) {
    boolean opened =
        was == null || was.state() == UnitState.WAITING || was.state() == UnitState.DEAD;
    if (opened && is.state().open() && marked(is)) {
      violations.add("opened behind the mark: " + is.ref() + " by " + process);
    }
    if (was == null) return;
    UnitState from = was.state();
    UnitState to = is.state();
    if (!LEGAL.getOrDefault(from, Set.of()).contains(to)) {
      note("illegal transition %s -> %s", from, to, is);
    }
    if (is.fence() < was.fence()) note("fence went back in %s -> %s", from, to, is);
    boolean settled =
        from == UnitState.RUNNING && is.fence() == was.fence() && to != UnitState.RUNNING;
    boolean mine =
        was.worker().filter(worker -> worker.value().startsWith(process + "-")).isPresent();
    if (settled && !mine) note("settled by who does not hold it, %s -> %s", from, to, is);
    boolean held = from == UnitState.RUNNING && to == UnitState.CANCELLED && !mine;
    if (held && is.fence() == was.fence())
      note("cancelled in another's hand, %s -> %s", from, to, is);
    if (from == UnitState.PENDING && to == UnitState.RUNNING && is.fence() == was.fence()) {
      note("claimed without a new fence, %s -> %s", from, to, is);
    }
  }

  /** Cancel marks all counter rows of a stage at once, so one tells. */
  private boolean marked(UnitRow unit) {
    Key first = new Key("C#%s#%s#00".formatted(unit.ref().run(), unit.stage()), "C");
    return table.get(first).filter(row -> row.has("cancelled")).isPresent();
  }

  private void note(String what, UnitState from, UnitState to, UnitRow unit) {
    violations.add(what.formatted(from, to) + " of " + unit.ref() + " by " + process);
  }

  @Override
  public Optional<Row> get(Key key) {
    return table.get(key);
  }

  @Override
  public List<Row> read(List<Key> keys) {
    return table.read(keys);
  }

  @Override
  public List<Row> snapshot(List<Key> keys) {
    return table.snapshot(keys);
  }

  @Override
  public List<Row> query(String partition, String prefix, @Nullable String after, int limit) {
    return table.query(partition, prefix, after, limit);
  }

  @Override
  public List<Row> index(String partition, String from, String to, int limit) {
    return new ArrayList<>(table.index(partition, from, to, limit));
  }

  @Override
  public void close() {}
}
