package io.longhaul.ledger;

import static io.longhaul.ledger.UnitRow.ATTEMPTS;
import static io.longhaul.ledger.UnitRow.CHILDREN;
import static io.longhaul.ledger.UnitRow.DUE;
import static io.longhaul.ledger.UnitRow.FENCE;
import static io.longhaul.ledger.UnitRow.LOSSES;
import static io.longhaul.ledger.UnitRow.LOST;
import static io.longhaul.ledger.UnitRow.MIN_VERSION;
import static io.longhaul.ledger.UnitRow.ORDINAL;
import static io.longhaul.ledger.UnitRow.PAYLOAD;
import static io.longhaul.ledger.UnitRow.REDRIVEN;
import static io.longhaul.ledger.UnitRow.SENT;
import static io.longhaul.ledger.UnitRow.SETTLED;

import io.longhaul.ledger.Finding.Sort;
import io.longhaul.unit.PayloadJson;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds each unit's row against itself, and against the rows that it speaks of. */
final class RowAudit {
  /** Of so many sessions it is remembered whether they live. */
  private static final int MOST_SESSIONS = 1_000;

  private final Table table;
  private final Sessions sessions;
  private final RunName run;
  private final Consumer<Finding> found;

  private final Map<WorkerId, Boolean> live =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkerId, Boolean> eldest) {
          return size() > MOST_SESSIONS;
        }
      };

  RowAudit(Table table, Sessions sessions, RunName run, Consumer<Finding> found) {
    this.table = table;
    this.sessions = sessions;
    this.run = run;
    this.found = found;
  }

  /** A row whose every part can be read. */
  private record Readable(
      UnitRow row, UnitRef ref, UnitState state, Tally tally, Optional<WorkerId> worker) {
    private static final List<String> NUMBERS =
        List.of(
            FENCE,
            ATTEMPTS,
            LOSSES,
            LOST,
            REDRIVEN,
            DUE,
            SENT,
            MIN_VERSION,
            ORDINAL,
            CHILDREN,
            SETTLED);

    static Readable of(UnitRow row) {
      for (String number : NUMBERS) row.row().number(number);
      if (row.kind().isEmpty() || row.stage().isEmpty() || row.shards() < 1) {
        throw new IllegalArgumentException(
            "kind '%s', stage '%s', %d counter rows"
                .formatted(row.kind(), row.stage(), row.shards()));
      }
      Tier tier = row.tier();
      if (row.state() == UnitState.DEAD && row.failure().isEmpty()) {
        throw new IllegalArgumentException(tier + " unit is dead of no class");
      }
      return new Readable(row, row.ref(), row.state(), row.tally(), row.worker());
    }

    Key key() {
      return row.row().key();
    }

    String name() {
      return "unit " + ref.unit();
    }
  }

  /** Of rows that were read together, at most a page. */
  void check(List<UnitRow> page) {
    List<Readable> readable = new ArrayList<>();
    for (UnitRow row : page) read(row).ifPresent(readable::add);
    for (Readable unit : readable) {
      checkWord(unit);
      checkBalance(unit);
      checkHolder(unit);
    }
    checkPayloads(readable);
    checkChildren(readable);
    checkStages(readable);
  }

  private Optional<Readable> read(UnitRow row) {
    try {
      return Optional.of(Readable.of(row));
    } catch (RuntimeException e) {
      Key key = row.row().key();
      found.accept(
          new Finding(
              Sort.ROW,
              "row %s / %s".formatted(key.partition(), key.sort()),
              "cannot be read: " + e.getMessage()));
      return Optional.empty();
    }
  }

  private void checkWord(Readable unit) {
    Row row = unit.row().row();
    List<String> words = words(unit);
    String word = row.text(Attributes.INDEX_SORT);
    String partition = row.text(Attributes.INDEX_PARTITION);
    String expected =
        words.isEmpty() ? "" : LedgerKeys.indexPartition(run, unit.ref().unit().slice());
    boolean fits = words.isEmpty() ? word.isEmpty() : words.contains(word);
    if (fits && partition.equals(expected)) return;
    found.accept(
        new Finding(
            Sort.WORD,
            unit.name(),
            "is %s, and the index shows it as '%s' below '%s'"
                .formatted(unit.state(), word, partition)));
  }

  /** Those under which the index may show it; none: it is not to be in the index. */
  private static List<String> words(Readable unit) {
    UnitId id = unit.ref().unit();
    UnitRow row = unit.row();
    return switch (unit.state()) {
      case PENDING -> List.of(LedgerKeys.pending(UnitRow.look(row.due(), row.sent()), id));
      case RUNNING ->
          unit.worker().map(worker -> List.of(LedgerKeys.running(worker, id))).orElse(List.of());
      case WAITING -> List.of(LedgerKeys.waiting(row.waitsFor(), id));
      case DEAD -> {
        String failure = row.row().text(UnitRow.CLASS);
        yield List.of(LedgerKeys.unnoticed(failure, id), LedgerKeys.dead(failure, id));
      }
      case DONE, SPLIT, CANCELLED, ACCEPTED -> List.of();
    };
  }

  private void checkBalance(Readable unit) {
    Tally tally = unit.tally();
    if (unit.state().open() || (tally.imbalance() == 0 && tally.imbalanceInBytes() == 0)) return;
    found.accept(
        new Finding(
            Sort.BALANCE,
            unit.name(),
            "is %s and does not balance: %s".formatted(unit.state(), tally)));
  }

  private void checkHolder(Readable unit) {
    if (unit.state() != UnitState.RUNNING) return;
    Optional<WorkerId> worker = unit.worker();
    if (worker.isEmpty() || unit.row().fence() < 1) {
      found.accept(new Finding(Sort.HOLDER, unit.name(), "is RUNNING in nobody's hand"));
    } else if (!lives(worker.get()) && isStillHeld(unit)) {
      found.accept(
          new Finding(
              Sort.HOLDER,
              unit.name(),
              "is RUNNING in the hand of session %s, which is not live".formatted(worker.get())));
    }
  }

  /** Read after the unit's row: a session that is not live then never is again. */
  private boolean lives(WorkerId worker) {
    Boolean known = live.get(worker);
    if (known != null) return known;
    boolean lives =
        sessions.find(worker).filter(of -> of.state() == Session.State.LIVE).isPresent();
    live.put(worker, lives);
    return lives;
  }

  private boolean isStillHeld(Readable unit) {
    return table.get(unit.key()).filter(now -> now.equals(unit.row().row())).isPresent();
  }

  private void checkPayloads(List<Readable> units) {
    Map<Key, Readable> apart = new LinkedHashMap<>();
    for (Readable unit : units) {
      if (unit.row().row().has(PAYLOAD)) checkPayload(unit, unit.row().row());
      else apart.put(unit.row().payloadKey(), unit);
    }
    eachRead(apart, this::checkPayload);
  }

  private void checkPayload(Readable unit, @Nullable Row holder) {
    if (holder == null) {
      found.accept(
          new Finding(
              Sort.PAYLOAD, unit.name(), "is %s without a payload".formatted(unit.state())));
      return;
    }
    try {
      PayloadJson.read(holder.text(PAYLOAD));
    } catch (RuntimeException e) {
      found.accept(
          new Finding(
              Sort.PAYLOAD,
              unit.name(),
              "is %s with a payload that cannot be read: %s"
                  .formatted(unit.state(), e.getMessage())));
    }
  }

  /** A split registers its children as it closes: where its row is, theirs are. */
  private void checkChildren(List<Readable> units) {
    Map<Key, Readable> children = new LinkedHashMap<>();
    for (Readable unit : units) {
      if (unit.state() != UnitState.SPLIT) continue;
      for (int i = 0; i < unit.row().children(); i++) {
        children.put(LedgerKeys.unit(new UnitRef(run, unit.ref().unit().child(i))), unit);
      }
    }
    eachRead(
        children,
        (parent, row) -> {
          if (row == null)
            found.accept(
                new Finding(
                    Sort.CHILD,
                    parent.name(),
                    "is SPLIT, and a child that it registered is not there"));
        });
  }

  /** What waits is opened as its stage closes: by no other stage, and by none that is not there. */
  private void checkStages(List<Readable> units) {
    Map<Key, Readable> stages = new LinkedHashMap<>();
    for (Readable unit : units) {
      if (unit.state() != UnitState.WAITING) continue;
      stages.put(LedgerKeys.stage(run, unit.row().waitsFor()), unit);
    }
    eachRead(
        stages,
        (unit, row) -> {
          if (row != null && unit.ref().unit().value().equals(row.attributes().get(Stages.NEXT))) {
            return;
          }
          found.accept(
              new Finding(
                  Sort.NEXT,
                  unit.name(),
                  "waits for stage %s, which %s"
                      .formatted(
                          unit.row().waitsFor(),
                          row == null ? "is not there" : "is followed by another unit")));
        });
  }

  /** Reads all of the rows, as many at once as may be; null: one is not there. */
  private void eachRead(Map<Key, Readable> keys, BiConsumer<Readable, @Nullable Row> check) {
    List<Key> all = List.copyOf(keys.keySet());
    for (int from = 0; from < all.size(); from += Table.MOST_READS) {
      List<Key> batch = all.subList(from, Math.min(all.size(), from + Table.MOST_READS));
      Map<Key, Row> rows = Stages.byKey(table.read(batch));
      for (Key key : batch) check.accept(keys.get(key), rows.get(key));
    }
  }
}
