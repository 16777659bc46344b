package io.longhaul.ledger;

import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens dead units again, or closes them by hand. */
public final class Redrives {
  private final Table table;
  private final Units units;
  private final Stages stages;

  Redrives(Table table, Units units, Stages stages) {
    this.table = table;
    this.units = units;
    this.stages = stages;
  }

  /** What became of one unit. */
  public sealed interface Redriven {
    record Pending(Settled.ToSend toSend) implements Redriven {}

    /**
     * It is not dead, or something changed meanwhile; nothing was changed, ask again if need be.
     */
    record Moved() implements Redriven {}

    record Refused(String why) implements Redriven {}
  }

  /**
   * Makes a dead unit pending again with a fresh budget, taking its tally back out.
   *
   * @param tolerated whether what follows its stage may be running or over (deletes and tier
   *     barriers do not mind; an assembly of parts does)
   */
  public Redriven redrive(UnitRef ref, boolean tolerated, WorkerId by, Instant now) {
    Optional<UnitRow> dead = units.find(ref).filter(unit -> unit.state() == UnitState.DEAD);
    if (dead.isEmpty()) return new Redriven.Moved();
    UnitRow unit = dead.get();
    Reopening reopening = new Reopening(ref.run(), by);
    List<Change> changes = new ArrayList<>(UnitRow.toPending(ref, now, now));
    changes.add(new Change.Set(UnitRow.ATTEMPTS, 0L));
    changes.add(new Change.Set(UnitRow.LOSSES, 0L));
    reopening
        .transaction
        .shard(ref.run(), unit.stage(), unit.shards(), by)
        .counted(UnitState.DEAD, -1, unit.tier(), unit.tally().negated());
    Place place = new Place(unit.stage(), unit.shards());
    if (tolerated) place = enclosingOpen(ref.run(), place);
    if (!place.stage().equals(unit.stage())) {
      changes.add(new Change.Set(UnitRow.STAGE, place.stage()));
      changes.add(new Change.Set(UnitRow.SHARDS, (long) place.shards()));
    }
    Optional<String> refused = reopening.countOpen(place);
    if (refused.isPresent()) return new Redriven.Refused(refused.get());
    reopening.transaction.add(new Write.Update(LedgerKeys.unit(ref), stillDead(unit), changes));
    String token = Stages.token("redrive", ref.toString(), now);
    return reopening.transaction.commit(table, token) instanceof Transacted.Applied
        ? new Redriven.Pending(new Settled.ToSend(ref, unit.tier(), now))
        : new Redriven.Moved();
  }

  /** Closes a dead unit by hand; its objects count as skipped. False if it is not dead. */
  public boolean accept(UnitRef ref, String by, String why, WorkerId worker, Instant now) {
    Optional<UnitRow> dead = units.find(ref).filter(unit -> unit.state() == UnitState.DEAD);
    if (dead.isEmpty()) return false;
    UnitRow unit = dead.get();
    Tally was = unit.tally();
    Tally is =
        was.with(Fate.DEAD, -was.objects(Fate.DEAD), -was.bytes(Fate.DEAD))
            .with(Fate.SKIPPED, was.objects(Fate.DEAD), was.bytes(Fate.DEAD));
    List<Change> changes = new ArrayList<>(UnitRow.toClosed(UnitState.ACCEPTED, is, now));
    changes.add(new Change.Set("by", by));
    changes.add(new Change.Set("accepted", UnitRow.shortened(why)));
    Transaction transaction = new Transaction();
    transaction.add(new Write.Update(LedgerKeys.unit(ref), stillDead(unit), changes));
    transaction
        .shard(ref.run(), unit.stage(), unit.shards(), worker)
        .counted(UnitState.DEAD, -1, unit.tier(), was.negated())
        .counted(UnitState.ACCEPTED, 1, unit.tier(), is);
    return transaction.commit(table, Stages.token("accept", ref.toString(), now))
        instanceof Transacted.Applied;
  }

  private static List<Condition> stillDead(UnitRow unit) {
    return List.of(
        new Condition.Is(UnitRow.STATE, UnitState.DEAD.name()),
        new Condition.Is(UnitRow.STAGE, unit.stage()),
        new Condition.Is(UnitRow.TALLY, unit.row().text(UnitRow.TALLY)));
  }

  /** A stage, and in how many counter rows it counts. */
  private record Place(String stage, int shards) {}

  /**
   * The stage itself unless what follows it has begun; then the nearest one around it that can
   * count.
   */
  private Place enclosingOpen(RunName run, Place place) {
    while (!place.stage().equals(Stages.ROOT)) {
      Row row = stages.find(run, place.stage()).orElseThrow();
      if (row.text(Stages.STATE).equals(Stages.OPEN)) return place;
      UnitState next = next(run, row).state();
      if (next == UnitState.PENDING || next == UnitState.DEAD || next == UnitState.WAITING) {
        return place;
      }
      place = new Place(row.text(Stages.PARENT), (int) row.number(Stages.PARENT_SHARDS));
    }
    return place;
  }

  private UnitRow next(RunName run, Row stage) {
    UnitRef ref = new UnitRef(run, new UnitId(stage.text(Stages.NEXT)));
    return units.find(ref).orElseThrow(() -> new IllegalStateException("no unit " + ref));
  }

  /** One transaction that opens a stage and all that is closed around it, up to the run. */
  private final class Reopening {
    private final RunName run;
    private final WorkerId by;
    private final Transaction transaction = new Transaction();

    private Reopening(RunName run, WorkerId by) {
      this.run = run;
      this.by = by;
    }

    /** Counts one more open unit in a stage; says why not if that cannot be. */
    private Optional<String> countOpen(Place place) {
      transaction.shard(run, place.stage(), place.shards(), by).opened(1);
      transaction.requireUnmarked(run, place.stage(), place.shards(), by);
      return place.stage().equals(Stages.ROOT) ? reopenRun() : reopenStage(place);
    }

    private Optional<String> reopenRun() {
      RunState state = Run.of(table.get(LedgerKeys.run(run)).orElseThrow()).state();
      if (state == RunState.CANCELLING || state == RunState.CANCELLED) {
        return Optional.of("its run was cancelled");
      }
      transaction.add(
          new Write.Update(
              LedgerKeys.run(run),
              List.of(new Condition.Is(Runs.STATE, state.name())),
              state == RunState.OPEN
                  ? List.of()
                  : List.of(new Change.Set(Runs.STATE, RunState.OPEN.name()))));
      return Optional.empty();
    }

    private Optional<String> reopenStage(Place place) {
      Row stage = stages.find(run, place.stage()).orElseThrow();
      boolean open = stage.text(Stages.STATE).equals(Stages.OPEN);
      transaction.add(
          new Write.Update(
              stage.key(),
              List.of(new Condition.Is(Stages.STATE, stage.text(Stages.STATE))),
              open ? List.of() : List.of(new Change.Set(Stages.STATE, Stages.OPEN))));
      if (open) return Optional.empty();
      UnitRow next = next(run, stage);
      return switch (next.state()) {
        case WAITING, PENDING -> {
          backToWaiting(next, place.stage(), List.of());
          yield Optional.empty();
        }
        case DEAD -> {
          transaction
              .shard(run, next.stage(), next.shards(), by)
              .counted(UnitState.DEAD, -1, next.tier(), next.tally().negated());
          backToWaiting(
              next,
              place.stage(),
              List.of(new Change.Set(UnitRow.ATTEMPTS, 0L), new Change.Set(UnitRow.LOSSES, 0L)));
          yield countOpen(new Place(next.stage(), next.shards()));
        }
        case RUNNING, DONE, SPLIT, CANCELLED, ACCEPTED ->
            Optional.of(
                "what follows its stage, unit %s, is %s already"
                    .formatted(next.ref().unit(), next.state()));
      };
    }

    private void backToWaiting(UnitRow next, String waitsFor, List<Change> more) {
      List<Change> changes = new ArrayList<>(UnitRow.toWaiting(next.ref(), waitsFor));
      changes.addAll(more);
      transaction.add(
          new Write.Update(
              LedgerKeys.unit(next.ref()),
              List.of(new Condition.Is(UnitRow.STATE, next.state().name())),
              changes));
    }
  }
}
