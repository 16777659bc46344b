package io.longhaul.coordinator.watch;

import io.longhaul.access.NoAccess;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.fleet.Fleet;
import io.longhaul.coordinator.fleet.Fleets;
import io.longhaul.coordinator.fleet.SizingText;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Sizing;
import io.longhaul.sizing.CapacityRefused;
import io.longhaul.sizing.Sizer;
import io.longhaul.sizing.SizingSettings;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackMisconfigured;
import io.longhaul.stack.StackUnreachable;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the duty of sizing the fleet in the background whenever it is free, so that a fleet without
 * a machine gets its first; and hears how it is sized, by whomever.
 */
public final class SizingDuty implements AutoCloseable {
  private final Fleets fleets;
  private final Stack stack;
  private final WorkerId me;
  private final Sizer sizer;

  private @Nullable Fleet fleet;
  private @Nullable Rounds rounds;
  private volatile Optional<Sizing> now = Optional.empty();

  /** As was said last, by the one who asks for news. */
  private int saidWanted = -1;

  private boolean saidLate;

  private SizingDuty(Fleets fleets, Stack stack, WorkerId me) {
    this.fleets = fleets;
    this.stack = stack;
    this.me = me;
    SizingSettings settings = SizingSettings.of(stack.settings().sessions());
    this.sizer = new Sizer(stack.ledger(), stack.time(), settings, this::want);
  }

  /** Begins; of an embedded cloud, which has no fleet, there is nothing to do. */
  public static SizingDuty begin(Fleets fleets, Stack stack, WorkerId me) {
    SizingDuty duty = new SizingDuty(fleets, stack, me);
    if (stack.settings().local().isEmpty()) {
      duty.rounds = new Rounds("sizing", stack.time(), duty.sizer.every(), duty::round);
    }
    return duty;
  }

  private void round() throws InterruptedException {
    now = sizer.round(me);
  }

  /** Only who has to tell it something opens it; whoever may not leaves the duty to others. */
  private void want(int workers) throws InterruptedException {
    try {
      if (fleet == null) fleet = fleets.open(stack);
      fleet.want(workers);
    } catch (CommandFailed | NoAccess | StackUnreachable | StackMisconfigured e) {
      throw new CapacityRefused(String.valueOf(e.getMessage()), e);
    }
  }

  /** What a watcher should hear since this was asked last; empty: nothing. */
  public Optional<String> news() {
    Optional<Sizing> sizing = now;
    if (sizing.isEmpty() || sizing.get().decision().isEmpty()) return Optional.empty();
    Instant at = stack.time().now();
    boolean late = sizing.get().late(at);
    int wanted = sizing.get().decision().get().wanted();
    boolean same = wanted == saidWanted && late == saidLate;
    boolean nowLate = late && !saidLate;
    saidWanted = wanted;
    saidLate = late;
    if (same) return Optional.empty();
    return Optional.of(
        "the fleet: "
            + (nowLate
                ? SizingText.late(sizing.get())
                : SizingText.decided(sizing.get().decision().get())));
  }

  @Override
  public void close() {
    if (rounds != null) rounds.close();
    if (fleet != null) fleet.close();
    if (rounds == null || Thread.currentThread().isInterrupted()) return;
    try {
      if (now.isPresent()) sizer.leave(me);
    } catch (LedgerUnavailable | NoAccess e) {
      // the duty lapses by itself
    }
  }
}
