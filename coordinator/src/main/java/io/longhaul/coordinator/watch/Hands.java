package io.longhaul.coordinator.watch;

import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.SessionIds;
import io.longhaul.ledger.Session;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import java.time.Instant;

/**
 * What is being worked on at a moment, which no counter shows.
 *
 * @param units of the run that sessions hold, as far as the index shows; at most {@link #MOST}
 * @param workers that are live, whatever run they work on
 */
public record Hands(int units, int workers) {
  private static final int MOST = 1_000;

  public static Hands of(Stack stack, RunName run) {
    return new Hands(stack.ledger().open().running(run, MOST).size(), workers(stack));
  }

  /** How many workers of the stack are live. */
  public static int workers(Stack stack) {
    Instant now = stack.time().now();
    Instant overdue = now.minus(stack.settings().sessions().margin());
    return (int)
        stack.ledger().sessions().all().stream()
            .filter(session -> SessionIds.isWorker(session.worker()))
            .filter(session -> session.state() == Session.State.LIVE)
            .filter(session -> session.until().isAfter(overdue))
            .count();
  }

  /** {@code 12 units in hand of 2 workers}. */
  public String text() {
    return "%s%s in hand of %s"
        .formatted(
            units == MOST ? "at least " : "",
            Figures.count(units, "unit"),
            Figures.count(workers, "worker"));
  }
}
