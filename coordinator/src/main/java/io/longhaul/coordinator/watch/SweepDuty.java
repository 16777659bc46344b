package io.longhaul.coordinator.watch;

import io.longhaul.access.NoAccess;
import io.longhaul.claim.Sweeper;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.stack.Stack;
import io.longhaul.unit.WorkerId;

/**
 * Takes the sweeper's duty in the background whenever it is free, so that a run ends by itself even
 * if nobody but a watcher is left.
 */
public final class SweepDuty implements AutoCloseable {
  private final Sweeper sweeper;
  private final Rounds rounds;

  private SweepDuty(Sweeper sweeper, Rounds rounds) {
    this.sweeper = sweeper;
    this.rounds = rounds;
  }

  public static SweepDuty begin(Stack stack, WorkerId me) {
    Sweeper sweeper =
        new Sweeper(
            stack.ledger(),
            stack.queues(),
            stack.time(),
            me,
            stack.settings().sessions(),
            stack.settings().sweeps());
    Rounds rounds =
        new Rounds(
            "sweep",
            stack.time(),
            stack.settings().sweeps().every(),
            () -> {
              var unused = sweeper.sweepOnDuty();
            });
    return new SweepDuty(sweeper, rounds);
  }

  @Override
  public void close() {
    rounds.close();
    if (Thread.currentThread().isInterrupted()) return;
    try {
      sweeper.leave();
    } catch (LedgerUnavailable | NoAccess e) {
      // the duty lapses by itself
    }
  }
}
