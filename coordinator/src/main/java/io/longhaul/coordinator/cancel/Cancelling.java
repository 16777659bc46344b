package io.longhaul.coordinator.cancel;

import io.longhaul.claim.Sweeper;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.RunState;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import io.longhaul.unit.WorkerId;

/** Cancels a run, and closes at once what is in nobody's hand; it may be repeated. */
public final class Cancelling {
  private final Stack stack;
  private final WorkerId me;

  public Cancelling(Stack stack, WorkerId me) {
    this.stack = stack;
    this.me = me;
  }

  /** What it came to. */
  public sealed interface End {
    /** It is over and cancelled. */
    record Cancelled() implements End {}

    /** It is marked; so many units are in hands that give them up, or wait for those. */
    record Marked(long open) implements End {}

    /** It was over before, and not by a cancel. */
    record OverBefore() implements End {}
  }

  /**
   * @throws InterruptedException between two sweeps; the mark stays, and others finish it
   */
  public End cancel(RunName run) throws InterruptedException {
    if (!stack.ledger().cancels().ask(run)) {
      return state(run) == RunState.CANCELLED ? new End.Cancelled() : new End.OverBefore();
    }
    Sweeper sweeper =
        new Sweeper(
            stack.ledger(),
            stack.queues(),
            stack.time(),
            me,
            stack.settings().sessions(),
            stack.settings().sweeps());
    // nothing is opened behind the mark, so each round that closes something brings it nearer
    Run row = row(run);
    while (!row.state().over() && sweeper.sweepUnjudging(row).cancelled() > 0) {
      if (Thread.interrupted()) throw new InterruptedException();
      row = row(run);
    }
    return state(run) == RunState.CANCELLED
        ? new End.Cancelled()
        : new End.Marked(stack.ledger().runs().counts(run).open());
  }

  private RunState state(RunName run) {
    return row(run).state();
  }

  private Run row(RunName run) {
    return stack.ledger().runs().find(run).orElseThrow();
  }
}
