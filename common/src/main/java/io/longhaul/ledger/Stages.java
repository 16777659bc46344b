package io.longhaul.ledger;

import io.longhaul.unit.Claim;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stages: units that must all be closed before their {@code next} may begin.
 *
 * <p>A stage is closed in one transaction that checks each counter row it read, for a redrive may
 * race it.
 */
public final class Stages {
  /** The stage of the root unit; it has no next, and closing it is closing the run. */
  public static final String ROOT = "root";

  static final int MOST_SHARDS = 16;

  /** Up to so many units one counter row serves; more would queue up at it. */
  private static final int SMALL = 50;

  static final String STATE = "state";
  static final String OPEN = "OPEN";
  static final String CLOSED = "CLOSED";
  static final String NEXT = "next";
  static final String SHARDS = "shards";

  private final Table table;

  Stages(Table table) {
    this.table = table;
  }

  static int shardsFor(int units) {
    return units <= SMALL ? 1 : MOST_SHARDS;
  }

  /** The row of a stage that a split opens. */
  Write opened(RunName run, String stage, int shards, UnitId next) {
    return new Write.Update(
        LedgerKeys.stage(run, stage),
        List.of(new Condition.NoRow()),
        List.of(
            new Change.Set(STATE, OPEN),
            new Change.Set(NEXT, next.value()),
            new Change.Set(SHARDS, (long) shards)));
  }

  Optional<Row> find(RunName run, String stage) {
    return table.get(LedgerKeys.stage(run, stage));
  }

  /** All stages of a run but the root's. */
  List<Row> all(RunName run, int limit, String after) {
    return table.query(LedgerKeys.stages(run), "S#", "S#" + after, limit);
  }

  /** Shows what follows each stage of a run but the root's, which nothing follows. */
  public void eachNext(RunName run, Consumer<UnitRef> visitor) {
    String after = "";
    while (true) {
      List<Row> page = all(run, Table.MOST_READS, after);
      for (Row stage : page) {
        after = name(stage);
        visitor.accept(new UnitRef(run, new UnitId(stage.text(NEXT))));
      }
      if (page.size() < Table.MOST_READS) return;
    }
  }

  private static String name(Row stage) {
    return stage.key().sort().substring("S#".length());
  }

  public Counts counts(RunName run, String stage, int shards) {
    return Counts.of(table.read(LedgerKeys.shards(run, stage, shards)));
  }

  /** Whether a stage is still to be closed, and nothing of it is open at this moment. */
  public boolean isDone(RunName run, String stage) {
    return find(run, stage)
        .filter(Stages::isOpen)
        .filter(row -> counts(run, stage, (int) row.number(SHARDS)).open() == 0)
        .isPresent();
  }

  /** The unit that follows a stage. */
  UnitRow next(RunName run, Row stage) {
    UnitRef ref = new UnitRef(run, new UnitId(stage.text(NEXT)));
    return table
        .get(LedgerKeys.unit(ref))
        .map(UnitRow::new)
        .orElseThrow(() -> new IllegalStateException("no unit " + ref));
  }

  /**
   * Opens the next within the settle that closes the last unit of a one-shard stage; adds nothing
   * if others are still open (the sweeper sees what falls in between).
   */
  void openNextIfLast(Transaction transaction, Claim claim, int change, Instant now) {
    RunName run = claim.ref().run();
    Key shard = LedgerKeys.shard(run, claim.stage(), 0);
    long open = table.get(shard).map(row -> row.number(Shard.OPEN)).orElse(0L);
    if (open + change != 0) return;
    Optional<Row> stage = find(run, claim.stage()).filter(Stages::isOpen);
    if (stage.isPresent() && close(transaction, run, stage.get(), claim.worker(), now)) {
      transaction.require(shard, new Condition.Is(Shard.OPEN, open));
    }
  }

  /** The next that an earlier settle in this claim's stage opened, if nobody has taken it up. */
  Optional<Settled.ToSend> openedBefore(Claim claim) {
    RunName run = claim.ref().run();
    return find(run, claim.stage())
        .filter(stage -> !isOpen(stage))
        .map(stage -> next(run, stage))
        .filter(next -> next.state() == UnitState.PENDING)
        .map(next -> new Settled.ToSend(next.ref(), next.tier(), next.due()));
  }

  /**
   * Closes the stage and opens what follows it, if nothing of it is open.
   *
   * @return the next to be sent; empty if units are open, it was closed before, or cancel marked it
   */
  public Optional<Settled.ToSend> closeIfDone(
      RunName run, String stageName, WorkerId worker, Instant now) {
    Optional<Row> stage = find(run, stageName).filter(Stages::isOpen);
    Transaction transaction = new Transaction();
    return stage.isPresent()
            && requireDone(transaction, run, stage.get())
            && close(transaction, run, stage.get(), worker, now)
            && transaction.commit(table) instanceof Transacted.Applied
        ? transaction.toSend().stream().findFirst()
        : Optional.empty();
  }

  /**
   * Closes the stage for good, whose next the same transaction cancels; false if units of it are
   * open. Were the next cancelled before them, the run would look over while they are in a hand.
   */
  boolean closeCancelled(Transaction transaction, RunName run, String stageName) {
    Row stage = find(run, stageName).orElseThrow();
    transaction.add(closed(stage));
    return requireDone(transaction, run, stage);
  }

  /** Nothing of the stage is open, and the transaction takes place only if that is still so. */
  private boolean requireDone(Transaction transaction, RunName run, Row stage) {
    String name = name(stage);
    List<Key> keys = LedgerKeys.shards(run, name, (int) stage.number(SHARDS));
    Map<Key, Row> rows = byKey(table.read(keys));
    for (Key key : keys) requireAsRead(transaction, key, rows.get(key));
    return sumOfOpen(rows) == 0;
  }

  private boolean close(
      Transaction transaction, RunName run, Row stage, WorkerId worker, Instant now) {
    UnitRow next = next(run, stage);
    if (next.state() != UnitState.WAITING) return false;
    transaction.add(closed(stage));
    transaction.add(
        new Write.Update(
            next.row().key(),
            List.of(new Condition.Is(UnitRow.STATE, UnitState.WAITING.name())),
            UnitRow.toPending(next.ref(), now, now)));
    transaction.requireUnmarked(run, next.stage(), next.shards(), worker);
    transaction.send(new Settled.ToSend(next.ref(), next.tier(), now));
    return true;
  }

  private static Write closed(Row stage) {
    return new Write.Update(
        stage.key(),
        List.of(new Condition.Is(STATE, OPEN)),
        List.of(new Change.Set(STATE, CLOSED)));
  }

  static boolean isOpen(Row stage) {
    return stage.text(STATE).equals(OPEN);
  }

  static Map<Key, Row> byKey(List<Row> rows) {
    Map<Key, Row> byKey = new HashMap<>();
    for (Row row : rows) byKey.put(row.key(), row);
    return byKey;
  }

  static long sumOfOpen(Map<Key, Row> shards) {
    return shards.values().stream().mapToLong(row -> row.number(Shard.OPEN)).sum();
  }

  /** The counter row must still hold as many open units as were read. */
  static void requireAsRead(Transaction transaction, Key key, @Nullable Row row) {
    transaction.require(
        key,
        row == null || !row.has(Shard.OPEN)
            ? new Condition.Lacks(Shard.OPEN)
            : new Condition.Is(Shard.OPEN, row.number(Shard.OPEN)));
  }
}
