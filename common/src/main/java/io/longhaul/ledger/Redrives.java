package io.longhaul.ledger;

import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
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
    Reopening reopening = new Reopening(table, stages, ref.run(), tolerated, by);
    List<Change> changes = new ArrayList<>(UnitRow.toPending(ref, now, now));
    changes.addAll(reopening.revive(unit));
    Optional<String> refused = reopening.refused();
    if (refused.isPresent()) return new Redriven.Refused(refused.get());
    Transaction transaction = reopening.transaction();
    transaction.add(new Write.Update(LedgerKeys.unit(ref), stillDead(unit), changes));
    return switch (transaction.commit(table)) {
      case Transacted.Applied _ -> new Redriven.Pending(new Settled.ToSend(ref, unit.tier(), now));
      case Transacted.Refused lost ->
          Shard.marked(lost) ? new Redriven.Refused(Reopening.CANCELLED) : new Redriven.Moved();
    };
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
    changes.add(new Change.Set(UnitRow.BY, UnitRow.shortened(by)));
    changes.add(new Change.Set(UnitRow.ACCEPTED, UnitRow.shortened(why)));
    Transaction transaction = new Transaction();
    transaction.add(new Write.Update(LedgerKeys.unit(ref), stillDead(unit), changes));
    transaction
        .shard(ref.run(), unit.stage(), unit.shards(), worker)
        .counted(UnitState.DEAD, -1, unit.tier(), was.negated())
        .counted(UnitState.ACCEPTED, 1, unit.tier(), is);
    return transaction.commit(table) instanceof Transacted.Applied;
  }

  private static List<Condition> stillDead(UnitRow unit) {
    return List.of(
        new Condition.Is(UnitRow.STATE, UnitState.DEAD.name()),
        new Condition.Is(UnitRow.STAGE, unit.stage()),
        new Condition.Is(UnitRow.TALLY, unit.row().text(UnitRow.TALLY)));
  }
}
