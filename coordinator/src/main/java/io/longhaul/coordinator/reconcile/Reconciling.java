package io.longhaul.coordinator.reconcile;

import io.longhaul.access.NoAccess;
import io.longhaul.claim.Sweeper;
import io.longhaul.claim.Sweeper.Swept;
import io.longhaul.coordinator.dead.DeadLetters;
import io.longhaul.ledger.Duties;
import io.longhaul.ledger.Run;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.util.Optional;

/** Sweeps one run once, now; it may be repeated, and several may do it at once. */
public final class Reconciling {
  /** A run that is over has at most so many times a sweep's bound of notices sent. */
  private static final int MOST_ROUNDS = 1_000;

  private final Stack stack;
  private final Sweeper sweeper;

  public Reconciling(Stack stack, WorkerId me) {
    this.stack = stack;
    this.sweeper =
        new Sweeper(
            stack.ledger(),
            stack.queues(),
            stack.time(),
            me,
            stack.settings().sessions(),
            stack.settings().sweeps());
  }

  /** What became of it. */
  public sealed interface End {
    /**
     * It was swept.
     *
     * @param lostNotices of dead units that had been announced, in a queue that is empty now
     * @param stale notices taken out, of units that are dead no more; empty: the queue did not
     *     answer, or may not be read
     */
    record Done(Swept swept, long lostNotices, Optional<Integer> stale) implements End {}

    /** Another sweeps the stack, and does the same to all its runs; nothing was done. */
    record Others(Optional<Duties.Holder> holder) implements End {}
  }

  /** Whether queues are empty, so that what they had may be lost; the next step asks again. */
  public record Empty(boolean tiers, boolean dead) {
    public boolean any() {
      return tiers || dead;
    }
  }

  /** A first reading of those queues that may have lost something of the run. */
  public Empty lookAtQueues(Run run) {
    boolean dead = stack.ledger().runs().counts(run.name()).units(UnitState.DEAD) > 0;
    return new Empty(!run.state().over() && sweeper.readQueues(), dead && deadIsEmpty());
  }

  /**
   * Sweeps, if nobody else holds the duty.
   *
   * @param before what the queues were a while ago; what was in those that are empty again is lost
   */
  public End sweep(Run run, Empty before) throws InterruptedException {
    if (!sweeper.takeDuty()) return new End.Others(stack.ledger().duties().holder(Sweeper.DUTY));
    try {
      if (before.tiers()) sweeper.readQueues();
      long lost = before.dead() && deadIsEmpty() ? lostNotices(run.name()) : 0;
      Swept swept = sweep(run);
      return new End.Done(swept, lost, new DeadLetters(stack).clear(run.name()));
    } finally {
      sweeper.leave();
    }
  }

  /** Once, and again as long as more is to be announced than one sweep does. */
  private Swept sweep(Run run) throws InterruptedException {
    Swept all = Swept.NOTHING;
    Run row = run;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (Thread.interrupted()) throw new InterruptedException();
      Swept swept = sweeper.sweepUnjudging(row);
      all = all.plus(swept);
      if (swept.noticed() < stack.settings().sweeps().mostSends()) break;
      row = stack.ledger().runs().find(run.name()).orElseThrow();
    }
    return all;
  }

  /** Has those announced again that were before; how many there are. */
  private long lostNotices(RunName run) throws InterruptedException {
    long[] lost = {0};
    boolean[] interrupted = {false};
    stack
        .ledger()
        .open()
        .eachDead(
            run,
            Optional.empty(),
            unit -> {
              if (unit.noticed()) {
                stack.ledger().notices().lost(unit.ref(), unit.failure());
                lost[0]++;
              }
              interrupted[0] = Thread.interrupted();
              return !interrupted[0];
            });
    if (interrupted[0]) throw new InterruptedException();
    return lost[0];
  }

  /** A queue that does not answer, or may not be looked at, counts as not empty. */
  private boolean deadIsEmpty() {
    try {
      return stack.queues().dead().depth() == 0;
    } catch (QueueUnavailable | NoAccess e) {
      return false;
    }
  }
}
