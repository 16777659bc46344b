package io.longhaul.ledger;

import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Recounts the rows of a run against all that is kept beside them: counters, index, stages, run.
 *
 * <p>What it finds wrong it returns as sentences; an empty list is a ledger that agrees with
 * itself. It reads the table and nothing of the ledger's own reading code.
 */
public final class LedgerAudit {
  /** A unit's row is written several times in its life: each time it costs one unit if it fits. */
  public static final int LARGEST_UNIT_ROW = 1024;

  private static final int PAGE = 1000;

  private final Table table;

  public LedgerAudit(Table table) {
    this.table = table;
  }

  /** Fails with all that {@link #findings} says, if it says anything. */
  public void check(RunName run) {
    List<String> findings = findings(run);
    if (!findings.isEmpty()) {
      throw new AssertionError("run %s:%n  %s".formatted(run, String.join("\n  ", findings)));
    }
  }

  /** All that disagrees: rows against counters, index, stages and run. */
  public List<String> findings(RunName run) {
    List<String> findings = new ArrayList<>(findingsBesideIndex(run));
    findings.addAll(findingsInIndex(run));
    return findings;
  }

  /** As {@link #findings}, for a moment at which the index may lag behind. */
  public List<String> findingsBesideIndex(RunName run) {
    Map<UnitId, UnitRow> units = units(run);
    Map<String, Row> stages = stages(run);
    List<String> findings = new ArrayList<>();
    for (UnitRow unit : units.values()) {
      if (!unit.stage().equals(Stages.ROOT) && !stages.containsKey(unit.stage())) {
        findings.add(
            "%s counts in stage %s, which is not there".formatted(name(unit), unit.stage()));
      }
      checkRow(unit, units, findings);
    }
    checkCounters(run, Stages.ROOT, Stages.MOST_SHARDS, units, findings);
    stages.forEach((name, stage) -> {
      checkCounters(run, name, (int) stage.number(Stages.SHARDS), units, findings);
      checkStage(name, stage, units, findings);
    });
    table
        .get(LedgerKeys.run(run))
        .map(Run::of)
        .filter(row -> row.state().over())
        .ifPresent(row -> {
          for (UnitRow unit : units.values()) {
            if (unit.state().open()) {
              findings.add("run is %s while %s is open".formatted(row.state(), name(unit)));
            }
          }
        });
    return findings;
  }

  /**
   * The index against the rows: an entry for each open or dead unit, under its word, and no more.
   */
  public List<String> findingsInIndex(RunName run) {
    Map<UnitId, UnitRow> units = units(run);
    Map<String, String> indexed = new LinkedHashMap<>();
    for (int slice = 0; slice < LedgerKeys.SLICES; slice++) {
      String partition = LedgerKeys.indexPartition(run, slice);
      String from = "!";
      while (true) {
        List<Row> page = table.index(partition, from, LedgerKeys.END, PAGE);
        for (Row row : page) indexed.put(row.key().sort(), row.text(Attributes.INDEX_SORT));
        if (page.size() < PAGE) break;
        from = page.getLast().text(Attributes.INDEX_SORT) + " ";
      }
    }
    List<String> findings = new ArrayList<>();
    for (UnitRow unit : units.values()) {
      String shown = indexed.remove(unit.row().key().sort());
      String expected = indexWord(unit);
      boolean right =
          unit.state() == UnitState.DEAD
              ? shown != null && (shown.equals("N#" + expected) || shown.equals("D#" + expected))
              : Objects.equals(shown, expected);
      if (!right) {
        findings.add("%s is in the index as %s, not %s".formatted(name(unit), shown, expected));
      }
    }
    indexed.forEach((key, word) -> findings.add("index shows %s as %s".formatted(key, word)));
    return findings;
  }

  /** Over the whole run, when it is over: what was handed on was received, bytes too. */
  public List<String> imbalance(RunName run) {
    Tally sum =
        units(run).values().stream().map(LedgerAudit::counted).reduce(Tally.NONE, Tally::plus);
    boolean forwarded =
        sum.objects(Fate.FORWARDED) == sum.objects(Fate.RECEIVED)
            && sum.bytes(Fate.FORWARDED) == sum.bytes(Fate.RECEIVED);
    boolean balanced = sum.imbalance() == 0 && sum.imbalanceInBytes() == 0;
    return forwarded && balanced ? List.of() : List.of("the run does not balance: " + sum);
  }

  /** All units of a run, by id. */
  public Map<UnitId, UnitRow> units(RunName run) {
    Map<UnitId, UnitRow> units = new LinkedHashMap<>();
    for (int slice = 0; slice < LedgerKeys.SLICES; slice++) {
      for (Row row : all("U#%s#%x".formatted(run, slice), "U#")) {
        UnitRow unit = new UnitRow(row);
        units.put(unit.ref().unit(), unit);
      }
    }
    return units;
  }

  private Map<String, Row> stages(RunName run) {
    Map<String, Row> stages = new LinkedHashMap<>();
    for (Row row : all("RUN#" + run, "S#")) stages.put(row.key().sort().substring(2), row);
    return stages;
  }

  private List<Row> all(String partition, String prefix) {
    List<Row> rows = new ArrayList<>();
    String after = null;
    while (true) {
      List<Row> page = table.query(partition, prefix, after, PAGE);
      rows.addAll(page);
      if (page.size() < PAGE) return rows;
      after = page.getLast().key().sort();
    }
  }

  private void checkRow(UnitRow unit, Map<UnitId, UnitRow> units, List<String> findings) {
    int size = size(unit.row());
    if (size > LARGEST_UNIT_ROW) {
      findings.add("%s has a row of %d bytes".formatted(name(unit), size));
    }
    if (unit.state() == UnitState.RUNNING && (unit.fence() < 1 || unit.worker().isEmpty())) {
      findings.add("%s is running without fence or worker".formatted(name(unit)));
    }
    Tally tally = counted(unit);
    if (tally.imbalance() != 0 || tally.imbalanceInBytes() != 0) {
      findings.add("%s does not balance: %s".formatted(name(unit), tally));
    }
    new Units(table).payload(unit);
    String parent = unit.row().text(UnitRow.PARENT);
    if (!parent.isEmpty() && !units.containsKey(new UnitId(parent))) {
      findings.add("%s has no parent".formatted(name(unit)));
    }
    if (unit.state() != UnitState.SPLIT) return;
    for (int i = 0; i < unit.children(); i++) {
      if (!units.containsKey(unit.ref().unit().child(i))) {
        findings.add("child %d of %s is not there".formatted(i, name(unit)));
      }
    }
  }

  private void checkCounters(
      RunName run, String stage, int shards, Map<UnitId, UnitRow> units, List<String> findings) {
    Counts counters = Counts.of(table.read(LedgerKeys.shards(run, stage, shards)));
    List<UnitRow> rows = units.values().stream().filter(u -> u.stage().equals(stage)).toList();
    long open = rows.stream().filter(unit -> unit.state().open()).count();
    if (counters.open() != open) {
      findings.add(
          "stage %s counts %d open units, there are %d".formatted(stage, counters.open(), open));
    }
    for (UnitState state : UnitState.values()) {
      long there = state.open() ? 0 : rows.stream().filter(unit -> unit.state() == state).count();
      if (counters.units(state) != there) {
        findings.add(
            "stage %s counts %d units %s, there are %d"
                .formatted(stage, counters.units(state), state, there));
      }
    }
    for (Tier tier : Tier.values()) {
      Tally there =
          rows.stream()
              .filter(unit -> unit.tier() == tier)
              .map(LedgerAudit::counted)
              .reduce(Tally.NONE, Tally::plus);
      Tally sum = counters.tallies().getOrDefault(tier, Tally.NONE);
      if (!sum.equals(there)) {
        findings.add("stage %s sums %s to %s, its rows to %s".formatted(stage, tier, sum, there));
      }
    }
  }

  private static void checkStage(
      String name, Row stage, Map<UnitId, UnitRow> units, List<String> findings) {
    UnitRow next = units.get(new UnitId(stage.text(Stages.NEXT)));
    if (next == null) {
      findings.add("stage %s: what follows it is not there".formatted(name));
      return;
    }
    boolean waits = next.state() == UnitState.WAITING;
    if (stage.text(Stages.STATE).equals(Stages.OPEN) != waits) {
      findings.add(
          "stage %s is %s, what follows it is %s"
              .formatted(name, stage.text(Stages.STATE), next.state()));
    }
    if (waits) return;
    for (UnitRow unit : units.values()) {
      if (unit.stage().equals(name) && unit.state().open()) {
        findings.add("stage %s is closed while %s is open".formatted(name, name(unit)));
      }
    }
  }

  /** What the counters hold of a unit: nothing while it is open. */
  private static Tally counted(UnitRow unit) {
    return unit.state().open() ? Tally.NONE : unit.tally();
  }

  /** What the index is to say of it; for a dead one what follows the first word; null: nothing. */
  private static String indexWord(UnitRow unit) {
    UnitId id = unit.ref().unit();
    return switch (unit.state()) {
      case PENDING -> {
        long due = unit.row().number(UnitRow.DUE);
        long sent = unit.row().number(UnitRow.SENT);
        long look = sent == 0 ? due : Math.max(due, sent) + OpenUnits.RESEND_AFTER.toMillis();
        yield "P#%013d#%s".formatted(look, id);
      }
      case RUNNING -> "R#%s#%s".formatted(unit.row().text(UnitRow.WORKER), id);
      case WAITING -> "W#%s#%s".formatted(unit.row().text(UnitRow.PARENT), id);
      case DEAD -> "%s#%s".formatted(unit.row().text(UnitRow.CLASS), id);
      case DONE, SPLIT, CANCELLED, ACCEPTED -> null;
    };
  }

  /**
   * What DynamoDB bills for: a number takes a byte per two digits and one more (developer guide,
   * "Item sizes and formats"), where {@link Row#size()} has the most that it could take.
   */
  static int size(Row row) {
    int size = row.size();
    for (Object value : row.attributes().values()) {
      if (value instanceof Long number) {
        size += Math.ceilDiv(Long.toString(Math.abs(number)).length(), 2) + 1 - 21;
      }
    }
    return size;
  }

  private static String name(UnitRow unit) {
    UnitRef ref = unit.ref();
    return "%s %s".formatted(unit.state(), ref.unit());
  }
}
