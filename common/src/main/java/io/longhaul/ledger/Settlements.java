package io.longhaul.ledger;

import io.longhaul.unit.Claim;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.PayloadJson;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Closes units: the unit, what it hands on and its stage's counters in one transaction, only under
 * its fence.
 */
public final class Settlements {
  /** The most settlements in one transaction: beyond this, one stale fence costs too much. */
  public static final int MOST_AT_ONCE = 20;

  /** How often a one-shard stage is read again when another settler got in between. */
  private static final int MOST_READS = 20;

  private final Table table;
  private final Stages stages;

  Settlements(Table table, Stages stages) {
    this.table = table;
    this.stages = stages;
  }

  /**
   * Settles at most {@link #MOST_AT_ONCE}, as many as fit in one transaction and otherwise one by
   * one; one that is stale does not harm the others.
   *
   * @return one answer for each, in order
   */
  public List<Settled> settle(List<? extends Settlement> batch, Instant now) {
    List<Settlement> together = new ArrayList<>();
    for (Settlement settlement : batch) {
      if (!mayEndItsStage(settlement)) together.add(settlement);
    }
    boolean settled = together.size() > 1 && settleTogether(together, now);
    List<Settled> answers = new ArrayList<>();
    for (Settlement settlement : batch) {
      answers.add(
          settled && !mayEndItsStage(settlement)
              ? new Settled.Mine(children(settlement, now))
              : settle(settlement, now));
    }
    return answers;
  }

  private boolean settleTogether(List<Settlement> settlements, Instant now) {
    Transaction transaction = new Transaction();
    for (Settlement settlement : settlements) add(transaction, settlement, now);
    return transaction.size() <= Table.MOST_WRITES
        && transaction.commit(table) instanceof Transacted.Applied;
  }

  public Settled settle(Settlement settlement, Instant now) {
    Claim claim = settlement.claim();
    boolean mayOpenNext = mayEndItsStage(settlement);
    for (int read = 0; read < MOST_READS; read++) {
      Transaction transaction = new Transaction();
      add(transaction, settlement, now);
      if (mayOpenNext) {
        stages.openNextIfLast(transaction, claim, change(settlement), now);
      }
      switch (transaction.commit(table)) {
        case Transacted.Applied applied -> {
          return new Settled.Mine(transaction.toSend());
        }
        case Transacted.Refused refused -> {
          Optional<Row> unit = refused.rows().get(LedgerKeys.unit(claim.ref()));
          if (unit != null) {
            return Units.settledBefore(claim, unit) ? again(settlement, now) : new Settled.Stale();
          }
          if (settlement instanceof Settlement.Split split) {
            if (Shard.marked(refused)) return new Settled.Marked();
            refuseIfRegistered(split, refused);
          } else if (Shard.marked(refused)) {
            mayOpenNext = false;
          }
        }
      }
    }
    throw new LedgerUnavailable(
        "settling %s: its stage's counter kept changing".formatted(claim.ref()));
  }

  /** It took place at an earlier try, whose answer was lost: what was to be sent is so still. */
  private Settled again(Settlement settlement, Instant now) {
    List<Settled.ToSend> toSend = new ArrayList<>(children(settlement, now));
    if (mayEndItsStage(settlement)) {
      stages.openedBefore(settlement.claim()).ifPresent(toSend::add);
    }
    return new Settled.Mine(toSend);
  }

  private List<Settled.ToSend> children(Settlement settlement, Instant now) {
    Transaction only = new Transaction();
    add(only, settlement, now);
    return only.toSend();
  }

  /** The root's stage has no next, and a stage of many shards is closed by the sweeper. */
  private boolean mayEndItsStage(Settlement settlement) {
    Claim claim = settlement.claim();
    return claim.shards() == 1 && !claim.stage().equals(Stages.ROOT);
  }

  /** What the settlement adds to the open units of the claim's stage. */
  private static int change(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Split split -> split.next().isPresent() ? 0 : split.children().size() - 1;
      case Settlement.Done done -> -1;
      case Settlement.Dead dead -> -1;
      case Settlement.Cancelled cancelled -> -1;
    };
  }

  private void add(Transaction transaction, Settlement settlement, Instant now) {
    Claim claim = settlement.claim();
    RunName run = claim.ref().run();
    Shard shard = transaction.shard(run, claim.stage(), claim.shards(), claim.worker());
    switch (settlement) {
      case Settlement.Done done -> {
        transaction.add(Units.held(claim, UnitRow.toClosed(UnitState.DONE, done.tally(), now)));
        shard.closed(UnitState.DONE, claim.tier(), done.tally());
      }
      case Settlement.Cancelled gone -> {
        transaction.add(
            Units.held(claim, UnitRow.toClosed(UnitState.CANCELLED, gone.tally(), now)));
        shard.closed(UnitState.CANCELLED, claim.tier(), gone.tally());
      }
      case Settlement.Dead dead -> {
        Tally tally = claim.payload().unfinished(Fate.DEAD);
        transaction.add(
            Units.held(claim, UnitRow.toDead(claim.ref(), dead.failure(), dead.why(), tally, now)));
        shard.closed(UnitState.DEAD, claim.tier(), tally);
      }
      case Settlement.Split split -> {
        List<Change> changes =
            new ArrayList<>(UnitRow.toClosed(UnitState.SPLIT, split.tally(), now));
        changes.add(new Change.Set(UnitRow.CHILDREN, (long) split.children().size()));
        transaction.add(Units.held(claim, changes));
        shard.closed(UnitState.SPLIT, claim.tier(), split.tally());
        transaction.requireUnmarked(run, claim.stage(), claim.shards(), claim.worker());
        register(transaction, split, now);
      }
    }
  }

  private void register(Transaction transaction, Settlement.Split split, Instant now) {
    Claim claim = split.claim();
    RunName run = claim.ref().run();
    UnitId parent = claim.ref().unit();
    Shard outer = transaction.shard(run, claim.stage(), claim.shards(), claim.worker());
    int children = split.children().size();
    String stage = split.next().isPresent() ? parent.value() : claim.stage();
    int shards = split.next().isPresent() ? Stages.shardsFor(children) : claim.shards();
    for (int i = 0; i < children; i++) {
      UnitRegistration child =
          registration(split, parent.child(i), split.children().get(i), stage, shards, i);
      transaction.register(child, UnitRow.toPending(child.ref(), now, now));
      transaction.send(new Settled.ToSend(child.ref(), child.tier(), now));
    }
    if (split.next().isEmpty()) {
      outer.opened(children);
      return;
    }
    UnitRegistration next =
        registration(
            split, parent.next(), split.next().get(), claim.stage(), claim.shards(), children);
    transaction.register(next, UnitRow.toWaiting(next.ref(), stage));
    outer.opened(1);
    transaction.add(stages.opened(run, stage, shards, next.ref().unit()));
    Key first = LedgerKeys.shard(run, stage, 0);
    transaction.require(first, new Condition.NoRow());
    transaction.shard(first).opened(children);
  }

  private static UnitRegistration registration(
      Settlement.Split split, UnitId id, NewUnit unit, String stage, int shards, int ordinal) {
    Claim claim = split.claim();
    return new UnitRegistration(
        new UnitRef(claim.ref().run(), id),
        claim.kind(),
        split.minVersion(),
        unit.tier(),
        PayloadJson.write(unit.payload()),
        stage,
        shards,
        claim.ref().unit().value(),
        ordinal);
  }

  /**
   * Under a fence that holds, none of the children can be there; if one is, the ledger was altered.
   */
  private static void refuseIfRegistered(Settlement.Split split, Transacted.Refused refused) {
    for (int i = 0; i < split.children().size(); i++) {
      UnitId child = split.claim().ref().unit().child(i);
      if (refused
          .rows()
          .containsKey(LedgerKeys.unit(new UnitRef(split.claim().ref().run(), child)))) {
        throw new IllegalStateException(
            "split of %s: its child %s is registered already"
                .formatted(split.claim().ref(), child));
      }
    }
  }
}
