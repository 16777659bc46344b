package io.longhaul.ledger;

import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes units back from sessions that are no longer live. */
public final class Reclaims {
  /** So many sessions lost in a row while they held a unit, and it is dead. */
  public static final int MOST_LOSSES = 3;

  private final Table table;
  private final Units units;

  Reclaims(Table table, Units units) {
    this.table = table;
    this.units = units;
  }

  /** What became of a unit that was taken back. */
  public sealed interface Reclaimed {
    record Pending(Settled.ToSend toSend) implements Reclaimed {}

    record Dead() implements Reclaimed {}

    /** It had moved on; nothing was changed. */
    record Moved() implements Reclaimed {}
  }

  /**
   * Takes back a unit from a session that the caller has seen not to be live.
   *
   * @param sameOutageSince a loss at or after this instant was within the outage that is just over,
   *     and counts once; empty: there was none
   * @param by the session that reclaims, for its lane
   */
  public Reclaimed reclaim(
      OpenUnits.Running running, Optional<Instant> sameOutageSince, WorkerId by, Instant now) {
    Optional<UnitRow> found = held(running);
    if (found.isEmpty()) return new Reclaimed.Moved();
    UnitRow unit = found.get();
    long last = unit.row().number(UnitRow.LOST);
    boolean counted = sameOutageSince.filter(since -> last >= since.toEpochMilli()).isPresent();
    if (counted) return pending(unit, running, List.of(), by, now);
    if (unit.losses() + 1 >= MOST_LOSSES) return kill(unit, running, by, now);
    List<Change> loss =
        List.of(
            new Change.Add(UnitRow.LOSSES, 1), new Change.Set(UnitRow.LOST, now.toEpochMilli()));
    return pending(unit, running, loss, by, now);
  }

  /**
   * Takes back a unit that a session still held as it left, say because the ledger did not answer
   * its release: no loss.
   *
   * @param by the session that takes it back, for its lane
   */
  public Reclaimed takeBack(OpenUnits.Running running, WorkerId by, Instant now) {
    return held(running)
        .map(unit -> pending(unit, running, List.of(), by, now))
        .orElseGet(Reclaimed.Moved::new);
  }

  private Optional<UnitRow> held(OpenUnits.Running running) {
    return units
        .find(running.ref())
        .filter(unit -> unit.state() == UnitState.RUNNING)
        .filter(unit -> unit.fence() == running.fence())
        .filter(unit -> unit.worker().equals(Optional.of(running.worker())));
  }

  private Reclaimed pending(
      UnitRow unit, OpenUnits.Running running, List<Change> loss, WorkerId by, Instant now) {
    List<Change> changes = new ArrayList<>(UnitRow.toPending(running.ref(), now, now));
    changes.add(new Change.Add(UnitRow.FENCE, 1));
    changes.addAll(loss);
    Transaction transaction = new Transaction();
    transaction.add(new Write.Update(LedgerKeys.unit(running.ref()), asRead(running), changes));
    transaction.shard(running.ref().run(), unit.stage(), unit.shards(), by).reclaimed();
    return transaction.commit(table) instanceof Transacted.Applied
        ? new Reclaimed.Pending(new Settled.ToSend(running.ref(), unit.tier(), now))
        : new Reclaimed.Moved();
  }

  private Reclaimed kill(UnitRow unit, OpenUnits.Running running, WorkerId by, Instant now) {
    Tally tally = units.payload(unit).unfinished(Fate.DEAD);
    String why =
        "%d sessions in a row were lost while they held it, the last was %s"
            .formatted(MOST_LOSSES, running.worker());
    List<Change> changes =
        new ArrayList<>(
            UnitRow.toDead(running.ref(), FailureClass.KILLED_WORKERS, why, tally, now));
    changes.add(new Change.Add(UnitRow.FENCE, 1));
    changes.add(new Change.Add(UnitRow.LOSSES, 1));
    Transaction transaction = new Transaction();
    transaction.add(new Write.Update(LedgerKeys.unit(running.ref()), asRead(running), changes));
    transaction
        .shard(running.ref().run(), unit.stage(), unit.shards(), by)
        .reclaimed()
        .closed(UnitState.DEAD, unit.tier(), tally);
    return transaction.commit(table) instanceof Transacted.Applied
        ? new Reclaimed.Dead()
        : new Reclaimed.Moved();
  }

  private static List<Condition> asRead(OpenUnits.Running running) {
    return List.of(
        new Condition.Is(UnitRow.STATE, UnitState.RUNNING.name()),
        new Condition.Is(UnitRow.WORKER, running.worker().value()),
        new Condition.Is(UnitRow.FENCE, running.fence()));
  }
}
