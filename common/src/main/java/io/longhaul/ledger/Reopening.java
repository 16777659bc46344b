package io.longhaul.ledger;

import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One transaction that counts a dead unit open again, and opens its stage and all that is closed
 * around it, up to the run.
 */
final class Reopening {
  static final String CANCELLED = "its run is cancelled";

  private final Table table;
  private final Stages stages;
  private final RunName run;
  private final boolean tolerated;
  private final WorkerId by;
  private final Transaction transaction = new Transaction();
  private Optional<String> refused = Optional.empty();

  /**
   * @param tolerated whether what follows a stage may be running or over
   */
  Reopening(Table table, Stages stages, RunName run, boolean tolerated, WorkerId by) {
    this.table = table;
    this.stages = stages;
    this.run = run;
    this.tolerated = tolerated;
    this.by = by;
  }

  Transaction transaction() {
    return transaction;
  }

  /** Why it cannot be, if so: the transaction must not be committed then. */
  Optional<String> refused() {
    return refused;
  }

  /** A stage, and in how many rows it counts. */
  private record Place(String stage, int shards) {
    static Place of(UnitRow unit) {
      return new Place(unit.stage(), unit.shards());
    }
  }

  /**
   * Takes a dead unit's tally back out and counts it open again, with a fresh budget.
   *
   * @return the changes to its row, beside its new state
   */
  List<Change> revive(UnitRow dead) {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.Set(UnitRow.ATTEMPTS, 0L));
    changes.add(new Change.Set(UnitRow.LOSSES, 0L));
    changes.add(new Change.Add(UnitRow.REDRIVEN, 1));
    changes.add(new Change.Remove(UnitRow.TALLY));
    changes.add(new Change.Remove(UnitRow.SETTLED));
    transaction
        .shard(run, dead.stage(), dead.shards(), by)
        .counted(UnitState.DEAD, -1, dead.tier(), dead.tally().negated());
    Place place = tolerated ? enclosingOpen(Place.of(dead)) : Place.of(dead);
    if (!place.equals(Place.of(dead))) {
      changes.add(new Change.Set(UnitRow.STAGE, place.stage()));
      changes.add(new Change.Set(UnitRow.SHARDS, (long) place.shards()));
    }
    transaction.shard(run, place.stage(), place.shards(), by).opened(1);
    transaction.requireUnmarked(run, place.stage(), place.shards(), by);
    if (place.stage().equals(Stages.ROOT)) reopenRun();
    else reopenStage(place);
    return changes;
  }

  /**
   * The stage itself unless what follows it has begun; then the nearest one around it that can
   * count.
   */
  private Place enclosingOpen(Place place) {
    while (!place.stage().equals(Stages.ROOT)) {
      Row stage = stages.find(run, place.stage()).orElseThrow();
      if (Stages.isOpen(stage)) return place;
      UnitRow next = stages.next(run, stage);
      if (mayWaitAgain(next.state())) return place;
      place = Place.of(next);
    }
    return place;
  }

  private static boolean mayWaitAgain(UnitState next) {
    return switch (next) {
      case WAITING, PENDING, DEAD -> true;
      case RUNNING, DONE, SPLIT, CANCELLED, ACCEPTED -> false;
    };
  }

  private void reopenRun() {
    Run row = Run.of(table.get(LedgerKeys.run(run)).orElseThrow());
    switch (row.state()) {
      case CANCELLING, CANCELLED -> refused = Optional.of(CANCELLED);
      case OPEN -> transaction.add(run(row.state(), List.of()));
      case CLOSED ->
          transaction.add(
              run(
                  row.state(),
                  List.of(
                      new Change.Set(Runs.STATE, RunState.OPEN.name()),
                      new Change.Remove(Runs.ENDED))));
    }
  }

  private Write run(RunState asRead, List<Change> changes) {
    return new Write.Update(
        LedgerKeys.run(run), List.of(new Condition.Is(Runs.STATE, asRead.name())), changes);
  }

  private void reopenStage(Place place) {
    Row stage = stages.find(run, place.stage()).orElseThrow();
    boolean open = Stages.isOpen(stage);
    transaction.add(
        new Write.Update(
            stage.key(),
            List.of(new Condition.Is(Stages.STATE, stage.text(Stages.STATE))),
            open ? List.of() : List.of(new Change.Set(Stages.STATE, Stages.OPEN))));
    if (open) return;
    UnitRow next = stages.next(run, stage);
    if (!mayWaitAgain(next.state())) {
      refused =
          Optional.of(
              "what follows its stage, unit %s, is %s already"
                  .formatted(next.ref().unit(), next.state()));
      return;
    }
    List<Change> changes = new ArrayList<>(UnitRow.toWaiting(next.ref(), place.stage()));
    if (next.state() == UnitState.DEAD) changes.addAll(revive(next));
    transaction.add(
        new Write.Update(
            next.row().key(),
            List.of(new Condition.Is(UnitRow.STATE, next.state().name())),
            changes));
  }
}
