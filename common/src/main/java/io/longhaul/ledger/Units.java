package io.longhaul.ledger;

import static io.longhaul.ledger.UnitRow.ATTEMPTS;
import static io.longhaul.ledger.UnitRow.CLASS;
import static io.longhaul.ledger.UnitRow.DUE;
import static io.longhaul.ledger.UnitRow.FENCE;
import static io.longhaul.ledger.UnitRow.LOSSES;
import static io.longhaul.ledger.UnitRow.MIN_VERSION;
import static io.longhaul.ledger.UnitRow.PAYLOAD;
import static io.longhaul.ledger.UnitRow.STATE;
import static io.longhaul.ledger.UnitRow.TOKEN;
import static io.longhaul.ledger.UnitRow.WHY;

import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Payload;
import io.longhaul.unit.PayloadJson;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Claims single units and hands them back, each in one conditional write. */
public final class Units {
  /** A message can be sent so long before it is due (SQS: 15 minutes). */
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private final Table table;

  Units(Table table) {
    this.table = table;
  }

  public Optional<UnitRow> find(UnitRef ref) {
    return table.get(LedgerKeys.unit(ref)).map(UnitRow::new);
  }

  /** Those of the units that are there, at most {@link Table#MOST_READS}, in any order. */
  public List<UnitRow> find(Collection<UnitRef> refs) {
    if (refs.isEmpty()) return List.of();
    List<Key> keys = refs.stream().distinct().map(LedgerKeys::unit).toList();
    return table.read(keys).stream().map(UnitRow::new).toList();
  }

  /**
   * Units of a run, open and closed, slice by slice; each as its row is when it is read. What a row
   * holds is not looked at: one that nobody can read is among them.
   *
   * @param after the key of a row, only those behind it in this order; null: from the first
   * @return as many as {@code limit}, or fewer at the end
   */
  public List<UnitRow> page(RunName run, @Nullable Key after, int limit) {
    List<UnitRow> page = new ArrayList<>();
    for (int slice = 0; slice < LedgerKeys.SLICES && page.size() < limit; slice++) {
      String partition = LedgerKeys.units(run, slice);
      if (after != null && partition.compareTo(after.partition()) < 0) continue;
      String behind = after != null && partition.equals(after.partition()) ? after.sort() : null;
      for (Row row : table.query(partition, "U#", behind, limit - page.size())) {
        page.add(new UnitRow(row));
      }
    }
    return page;
  }

  public Payload payload(UnitRow unit) {
    Key key = unit.payloadKey();
    Row holder =
        key.equals(unit.row().key())
            ? unit.row()
            : table
                .get(key)
                .orElseThrow(() -> new IllegalStateException("no payload row of " + unit.ref()));
    return PayloadJson.read(holder.text(PAYLOAD));
  }

  /**
   * Takes a pending unit that is due.
   *
   * @param token of this try alone (a submitter's own id for its root); a repetition of the same
   *     try that lost to its own first one has won
   * @param version the highest that this worker understands
   */
  public ClaimAnswer claim(UnitRef ref, WorkerId worker, String token, int version, Instant now) {
    Written written =
        table.write(
            new Write.Update(
                LedgerKeys.unit(ref),
                List.of(
                    new Condition.Is(STATE, UnitState.PENDING.name()),
                    new Condition.AtMost(DUE, now.toEpochMilli()),
                    new Condition.AtMost(MIN_VERSION, version)),
                UnitRow.toRunning(ref, worker, token)));
    return switch (written) {
      case Written.Applied applied -> won(new UnitRow(applied.row()), worker);
      case Written.Refused refused ->
          refused
              .row()
              .map(UnitRow::new)
              .map(unit -> refused(unit, worker, token, version))
              .orElseGet(ClaimAnswer.Unknown::new);
    };
  }

  private ClaimAnswer refused(UnitRow unit, WorkerId worker, String token, int version) {
    return switch (unit.state()) {
      case RUNNING ->
          unit.row().text(TOKEN).equals(token) && unit.worker().filter(worker::equals).isPresent()
              ? won(unit, worker)
              : new ClaimAnswer.Refused("held");
      case PENDING ->
          unit.row().number(MIN_VERSION) > version
              ? new ClaimAnswer.TooNew((int) unit.row().number(MIN_VERSION))
              : new ClaimAnswer.Refused("not due");
      case WAITING -> new ClaimAnswer.Refused("waiting");
      case DONE, SPLIT, DEAD, ACCEPTED, CANCELLED -> new ClaimAnswer.Refused("closed");
    };
  }

  private ClaimAnswer won(UnitRow unit, WorkerId worker) {
    return new ClaimAnswer.Won(claim(unit, worker));
  }

  Claim claim(UnitRow unit, WorkerId worker) {
    return new Claim(
        unit.ref(),
        worker,
        unit.fence(),
        unit.kind(),
        unit.tier(),
        payload(unit),
        unit.attempts(),
        unit.losses(),
        unit.stage(),
        unit.shards(),
        unit.redriven());
  }

  /** Hands a failed unit back, charged; false if it is not this claim's any more. */
  public boolean retry(Claim claim, FailureClass failure, String why, Instant due, Instant now) {
    return handBack(
        claim,
        due,
        now,
        List.of(
            new Change.Add(ATTEMPTS, 1),
            new Change.Set(CLASS, failure.word()),
            new Change.Set(WHY, UnitRow.shortened(why))));
  }

  /** Hands a unit back unharmed and uncharged; false if it is not this claim's any more. */
  public boolean release(Claim claim, Instant due, Instant now) {
    return handBack(claim, due, now, List.of());
  }

  private boolean handBack(Claim claim, Instant due, Instant now, List<Change> more) {
    List<Change> changes = new ArrayList<>(UnitRow.toPending(claim.ref(), due, sendable(due, now)));
    changes.add(new Change.Set(LOSSES, 0L));
    changes.addAll(more);
    return switch (table.write(held(claim, changes))) {
      case Written.Applied applied -> true;
      case Written.Refused refused -> settledBefore(claim, refused.row());
    };
  }

  /** What is due later than a queue can delay is not sent; the sweeper sends it when it is due. */
  private static Instant sendable(Instant due, Instant now) {
    return due.isAfter(now.plus(LONGEST_DELAY)) ? UnitRow.NEVER : now;
  }

  /** A write that takes place only while the claim still holds its unit. */
  static Write.Update held(Claim claim, List<Change> changes) {
    return new Write.Update(
        LedgerKeys.unit(claim.ref()),
        List.of(
            new Condition.Is(STATE, UnitState.RUNNING.name()),
            new Condition.Is(FENCE, claim.fence())),
        changes);
  }

  /**
   * Whether a refused settle had already taken place: fences only grow, and nobody else may settle
   * under this one, so a unit that is not running under it was settled by this very claim.
   */
  static boolean settledBefore(Claim claim, Optional<Row> row) {
    return row.map(UnitRow::new)
        .filter(unit -> unit.fence() == claim.fence() && unit.state() != UnitState.RUNNING)
        .isPresent();
  }

  /** Notes that a pending unit's message was sent then; nothing if it has moved on. */
  public void sent(UnitRef ref, Instant due, Instant at) {
    table.write(
        new Write.Update(
            LedgerKeys.unit(ref),
            List.of(
                new Condition.Is(STATE, UnitState.PENDING.name()),
                new Condition.Is(DUE, due.toEpochMilli())),
            UnitRow.toPending(ref, due, at)));
  }

  /** Notes that its message did not go out, so that the next sweep after {@code due} sends it. */
  public void notSent(UnitRef ref, Instant due) {
    sent(ref, due, UnitRow.NEVER);
  }
}
