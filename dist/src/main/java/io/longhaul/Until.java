package io.longhaul;

import io.longhaul.access.NoAccess;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Run;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits for the end of the run that a worker was started for, whatever goes wrong meanwhile. */
final class Until {
  /** One small read of the ledger each time; whoever started the worker waits for it. */
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Stack stack;
  private final RunName run;
  private final Consumer<String> says;
  private boolean said;
  private volatile @Nullable String why;
  private volatile @Nullable NoAccess noAccess;

  /**
   * @param says takes lines for who watches
   */
  Until(Stack stack, RunName run, Consumer<String> says) {
    this.stack = stack;
    this.run = run;
    this.says = says;
  }

  /**
   * Refuses a run that is not there: it would be waited for for ever.
   *
   * @throws CommandFailed if it is not; a ledger that does not answer says nothing about it
   */
  void check() {
    try {
      if (stack.ledger().runs().find(run).isEmpty()) {
        throw CommandFailed.misused(
            "there is no run '%s'; 'longhaul status' lists them".formatted(run));
      }
    } catch (LedgerUnavailable e) {
      // the worker waits for it, and so does await
    }
  }

  /** Returns when it is over or gone, or when the process ends. */
  void await() {
    try {
      while (!isOver()) stack.time().sleep(EVERY);
    } catch (InterruptedException e) {
      // nobody interrupts it but the end of the process
    }
  }

  /** Whatever else is thrown says nothing about the run: it is asked again. */
  private boolean isOver() {
    Optional<Run> found;
    try {
      found = stack.ledger().runs().find(run);
    } catch (LedgerUnavailable e) {
      return false;
    } catch (NoAccess e) {
      noAccess = e;
      return true;
    } catch (RuntimeException e) {
      if (!said)
        says.accept("whether run %s is over is not known, asking on: %s".formatted(run, e));
      said = true;
      return false;
    }
    if (found.isPresent() && !found.get().state().over()) return false;
    why =
        found
            .map(over ->
                "run %s is over (%s)".formatted(run, over.state().name().toLowerCase(Locale.ROOT)))
            .orElse("run %s is not there any more".formatted(run));
    return true;
  }

  /** That it cannot be known any more; empty: it can. */
  Optional<NoAccess> noAccess() {
    return Optional.ofNullable(noAccess);
  }

  /** Why there is nothing more to wait for; empty: it still goes on. */
  Optional<String> why() {
    return Optional.ofNullable(why);
  }
}
