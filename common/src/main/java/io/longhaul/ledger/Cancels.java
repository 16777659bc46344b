package io.longhaul.ledger;

import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Cancels a run: marks its counter rows, behind which nothing may be opened, and closes what is
 * open and in nobody's hand.
 */
public final class Cancels {
  private final Table table;
  private final Units units;
  private final Stages stages;

  Cancels(Table table, Units units, Stages stages) {
    this.table = table;
    this.units = units;
    this.stages = stages;
  }

  /** Asks for it; false if the run is over. May be repeated. */
  public boolean ask(RunName run) {
    List<Write> writes = new ArrayList<>(marks(run, Stages.ROOT, Stages.MOST_SHARDS));
    writes.add(
        new Write.Update(
            LedgerKeys.run(run),
            List.of(
                new Condition.Either(
                    new Condition.Is(Runs.STATE, RunState.OPEN.name()),
                    new Condition.Is(Runs.STATE, RunState.CANCELLING.name()))),
            List.of(new Change.Set(Runs.STATE, RunState.CANCELLING.name()))));
    return table.transact(Transaction.token(), writes) instanceof Transacted.Applied;
  }

  private static List<Write> marks(RunName run, String stage, int shards) {
    List<Write> writes = new ArrayList<>();
    for (Key key : LedgerKeys.shards(run, stage, shards)) {
      writes.add(new Write.Update(key, List.of(), List.of(new Change.Set(Shard.CANCELLED, 1L))));
    }
    return writes;
  }

  /**
   * Marks every stage there is. A stage born meanwhile came from one that was not marked yet, so
   * the next sweep finds it, and none is born once all are marked.
   */
  public void markStages(RunName run) {
    String after = "";
    while (true) {
      List<Row> page = stages.all(run, Table.MOST_READS, after);
      for (Row stage : page) {
        after = stage.key().sort().substring("S#".length());
        if (stage.has(Shard.CANCELLED)) continue;
        List<Write> writes = new ArrayList<>(marks(run, after, (int) stage.number(Stages.SHARDS)));
        writes.add(
            new Write.Update(stage.key(), List.of(), List.of(new Change.Set(Shard.CANCELLED, 1L))));
        table.transact(Transaction.token(), writes);
      }
      if (page.size() < Table.MOST_READS) return;
    }
  }

  /**
   * Closes a unit of a cancelled run that is pending, or waits for a stage of which nothing is open
   * any more; false if it has moved on, or must wait for the stage (ask again at the next sweep).
   */
  public boolean cancel(UnitRef ref, WorkerId by, Instant now) {
    UnitRow unit = units.find(ref).orElse(null);
    if (unit == null || !unit.state().open() || unit.state() == UnitState.RUNNING) return false;
    return close(unit, by, now);
  }

  /** As {@link #cancel}, for a unit that a session held which was seen not to be live. */
  public boolean cancel(OpenUnits.Running running, WorkerId by, Instant now) {
    UnitRow unit = units.find(running.ref()).orElse(null);
    if (unit == null
        || unit.state() != UnitState.RUNNING
        || unit.fence() != running.fence()
        || !unit.worker().filter(running.worker()::equals).isPresent()) {
      return false;
    }
    return close(unit, by, now);
  }

  private boolean close(UnitRow unit, WorkerId by, Instant now) {
    Tally tally = units.payload(unit).unfinished(Fate.CANCELLED);
    List<Change> changes = new ArrayList<>(UnitRow.toClosed(UnitState.CANCELLED, tally, now));
    changes.add(new Change.Add(UnitRow.FENCE, 1));
    Transaction transaction = new Transaction();
    if (unit.state() == UnitState.WAITING
        && !stages.closeCancelled(transaction, unit.ref().run(), unit.waitsFor())) {
      return false;
    }
    transaction.add(
        new Write.Update(
            LedgerKeys.unit(unit.ref()),
            List.of(
                new Condition.Is(UnitRow.STATE, unit.state().name()),
                unit.row().has(UnitRow.FENCE)
                    ? new Condition.Is(UnitRow.FENCE, unit.fence())
                    : new Condition.Lacks(UnitRow.FENCE)),
            changes));
    Shard shard = transaction.shard(unit.ref().run(), unit.stage(), unit.shards(), by);
    shard.closed(UnitState.CANCELLED, unit.tier(), tally);
    Key key = LedgerKeys.shard(unit.ref().run(), unit.stage(), LedgerKeys.lane(by, unit.shards()));
    // a unit of a stage that is not marked may still get children into it: mark first
    transaction.require(key, new Condition.Is(Shard.CANCELLED, 1L));
    return transaction.commit(table) instanceof Transacted.Applied;
  }
}
