package io.longhaul.coordinator.dead;

import io.longhaul.access.NoAccess;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.UnitRow;
import io.longhaul.queue.Message;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.queue.WorkQueue;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes notices of units that are dead no more out of the dead-letter queue.
 *
 * <p>A notice is a hint; one that stays behind misleads a person, and nobody else. One that is
 * taken out spoke of a death before the unit was looked at, so a later death has its own.
 */
final class DeadLetters {
  /** So many messages are looked at; what lies behind them waits for the next time. */
  private static final int MOST = 10_000;

  /** A short poll asks only some of a queue's servers: so many in a row that had nothing. */
  private static final int EMPTY = 3;

  private final Ledger ledger;
  private final WorkQueue queue;

  DeadLetters(Stack stack) {
    ledger = stack.ledger();
    queue = stack.queues().dead();
  }

  /**
   * @return how many went; empty: the queue did not answer, or may not be read
   */
  Optional<Integer> clear(RunName run) throws InterruptedException {
    List<Message> kept = new ArrayList<>();
    int cleared = 0;
    try {
      int empty = 0;
      while (empty < EMPTY && kept.size() + cleared < MOST) {
        List<Message> messages = queue.receive(WorkQueue.MAX_BATCH, Duration.ZERO);
        empty = messages.isEmpty() ? empty + 1 : 0;
        List<Message> stale = new ArrayList<>();
        for (Message message : messages) (isStale(message, run) ? stale : kept).add(message);
        queue.delete(stale);
        cleared += stale.size();
      }
      for (Message message : kept) queue.returnLater(message, Duration.ZERO);
      return Optional.of(cleared);
    } catch (QueueUnavailable | NoAccess e) {
      return Optional.empty();
    }
  }

  private boolean isStale(Message message, RunName run) {
    Optional<UnitRef> unit = message.unit().filter(ref -> ref.run().equals(run));
    Optional<UnitRow> row = unit.flatMap(ledger.units()::find);
    return row.filter(found -> found.state() != UnitState.DEAD).isPresent();
  }
}
