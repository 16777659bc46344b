package io.longhaul.coordinator.dead;

import io.longhaul.claim.Sender;
import io.longhaul.coordinator.Figures;
import io.longhaul.kind.Kinds;
import io.longhaul.ledger.Redrives.Redriven;
import io.longhaul.ledger.Settled.ToSend;
import io.longhaul.stack.Stack;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes dead units pending again, and sends their messages. */
public final class Redriving {
  /** So many messages are collected before they are sent. */
  private static final int BATCH = 100;

  /** A unit whose stage keeps changing under the redrive is tried so often. */
  private static final int TRIES = 10;

  /** The class of those whose parts must be redriven before them. */
  private static final FailureClass JOINING = FailureClass.PARTS_MISSING;

  private final Stack stack;
  private final WorkerId me;
  private final Sender sender;
  private final List<ToSend> toSend = new ArrayList<>();
  private final Groups redriven = new Groups();
  private long refused;
  private long moved;
  private String why = "";

  public Redriving(Stack stack, WorkerId me) {
    this.stack = stack;
    this.me = me;
    this.sender = new Sender(stack.ledger(), stack.queues(), stack.time());
  }

  /**
   * What became of it.
   *
   * @param refused units that cannot be redriven
   * @param why why the first of them cannot
   * @param moved units that kept changing, and are still dead
   * @param notices taken out of the dead-letter queue; empty: it did not answer
   */
  public record Done(
      Groups redriven, long refused, String why, long moved, Optional<Integer> notices) {
    public long units() {
      return redriven.units();
    }

    /** {@code 2 units pending again}. */
    public String sentence() {
      return Figures.count(units(), "unit") + " pending again";
    }
  }

  public Done redrive(DeadUnits dead) throws InterruptedException {
    try {
      // who joins parts waits for them: taken up first, it would find some missing again
      boolean[] joins = {false};
      dead.each(unit -> {
        joins[0] |= unit.failure() == JOINING;
        return unit.failure() != JOINING && redriven(dead, unit);
      });
      if (joins[0]) {
        dead.each(unit ->
            unit.failure() == JOINING && redriven.units() < dead.limit() && redriven(dead, unit));
      }
    } finally {
      sender.send(List.copyOf(toSend));
      toSend.clear();
    }
    Optional<Integer> notices = new DeadLetters(stack).clear(dead.run());
    return new Done(redriven, refused, why, moved, notices);
  }

  private boolean redriven(DeadUnits dead, Found unit) throws InterruptedException {
    return dead.bad().step(unit.row().row().key(), false, () -> redrive(unit));
  }

  private boolean redrive(Found unit) {
    for (int i = 0; i < TRIES; i++) {
      boolean tolerated = Kinds.ALL.named(unit.row().kind()).nextToleratesRedrive();
      switch (stack.ledger().redrives().redrive(unit.ref(), tolerated, me, stack.time().now())) {
        case Redriven.Pending pending -> {
          send(pending.toSend());
          return redriven.add(unit);
        }
        case Redriven.Refused because -> {
          if (refused++ == 0) why = because.why();
          return false;
        }
        case Redriven.Moved _ -> {
          if (isNoMoreDead(unit.ref())) return false;
        }
      }
    }
    moved++;
    return false;
  }

  private boolean isNoMoreDead(UnitRef unit) {
    return DeadUnits.find(stack.ledger(), unit).isEmpty();
  }

  private void send(ToSend unit) {
    toSend.add(unit);
    if (toSend.size() < BATCH) return;
    List<ToSend> batch = List.copyOf(toSend);
    toSend.clear();
    sender.send(batch);
  }
}
