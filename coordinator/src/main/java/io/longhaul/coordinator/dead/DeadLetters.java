package io.longhaul.coordinator.dead;

import io.longhaul.access.NoAccess;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.UnitRow;
import io.longhaul.queue.Letter;
import io.longhaul.queue.Message;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.queue.WorkQueue;
import io.longhaul.stack.Stack;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through the dead-letter queue once, and leaves in it all that it is not told to take out, to
 * be seen by others as soon as it is through.
 *
 * <p>A notice is a hint; one that stays behind misleads a person, and nobody else. One that is
 * taken out spoke of a death before the unit was looked at, so a later death has its own.
 */
public final class DeadLetters {
  /** So many messages are looked at; what lies behind them waits for the next time. */
  public static final int MOST = 10_000;

  /** What is looked at comes back by itself after a minute, and would be seen once more. */
  private static final Duration LONGEST = WorkQueue.VISIBILITY.multipliedBy(3).dividedBy(4);

  /** A short poll asks only some of a queue's servers: so many in a row that had nothing. */
  private static final int EMPTY = 3;

  private final Ledger ledger;
  private final WorkQueue queue;
  private final Time time;

  public DeadLetters(Stack stack) {
    ledger = stack.ledger();
    queue = stack.queues().dead();
    time = stack.time();
  }

  /** What a message in the dead-letter queue is. */
  public enum Sort {
    /** It announces a unit that is dead. */
    NOTICE,
    /** It speaks of a unit that is not dead. */
    STALE,
    /** It speaks of a unit that the ledger does not know. */
    UNKNOWN,
    /** It is none of ours, or of a version that we cannot read. */
    FOREIGN;

    /** Whether the ledger has nothing to do with it. */
    public boolean foreign() {
      return this == UNKNOWN || this == FOREIGN;
    }
  }

  /** Is shown each message; true: it is taken out of the queue. */
  @FunctionalInterface
  public interface Reader {
    boolean takes(Letter letter, Sort sort) throws InterruptedException;
  }

  /**
   * What was seen.
   *
   * @param whole whether the queue had no more
   */
  public record Looked(int messages, int taken, boolean whole) {}

  /**
   * Shows each message to the reader, at most {@code most}, for at most three quarters of a minute.
   *
   * @throws QueueUnavailable if the queue does not answer
   */
  public Looked look(int most, Reader reader) throws InterruptedException {
    Map<String, Message> hidden = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    Deadline end = Deadline.in(time, LONGEST);
    int taken = 0;
    int empty = 0;
    try {
      while (empty < EMPTY && seen.size() < most && !end.passed()) {
        if (Thread.interrupted()) throw new InterruptedException();
        List<Letter> letters = queue.look(Math.min(WorkQueue.MAX_BATCH, most - seen.size()));
        empty = letters.isEmpty() ? empty + 1 : 0;
        for (Letter letter : letters) hidden.put(letter.message().receipt(), letter.message());
        Map<UnitRef, UnitRow> rows = rows(letters);
        for (Letter letter : letters) {
          // one that came back meanwhile was shown before
          if (!seen.add(letter.id()) || !reader.takes(letter, sort(letter, rows))) continue;
          queue.delete(List.of(letter.message()));
          hidden.remove(letter.message().receipt());
          taken++;
        }
      }
      return new Looked(seen.size(), taken, empty == EMPTY);
    } finally {
      show(List.copyOf(hidden.values()));
    }
  }

  /** Whatever ends the look, a notice is not hidden for longer than that takes. */
  private void show(List<Message> messages) {
    boolean interrupted = Thread.interrupted();
    try {
      queue.show(messages);
    } catch (QueueUnavailable | NoAccess e) {
      // they come back by themselves within a minute
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  private Map<UnitRef, UnitRow> rows(List<Letter> letters) {
    List<UnitRef> units =
        letters.stream().flatMap(letter -> letter.message().unit().stream()).toList();
    Map<UnitRef, UnitRow> rows = new HashMap<>();
    for (UnitRow row : ledger.units().find(units)) rows.put(row.ref(), row);
    return rows;
  }

  private static Sort sort(Letter letter, Map<UnitRef, UnitRow> rows) {
    Optional<UnitRef> unit = letter.message().unit();
    if (unit.isEmpty()) return Sort.FOREIGN;
    UnitRow row = rows.get(unit.get());
    if (row == null) return Sort.UNKNOWN;
    try {
      return row.state() == UnitState.DEAD ? Sort.NOTICE : Sort.STALE;
    } catch (RuntimeException e) {
      return Sort.NOTICE; // of a row that nobody can read: whoever can may need it
    }
  }

  /**
   * Takes out the notices of a run's units that are dead no more.
   *
   * @return how many went; empty: the queue did not answer, or may not be read
   */
  public Optional<Integer> clear(RunName run) throws InterruptedException {
    try {
      Looked looked =
          look(
              MOST,
              (letter, sort) ->
                  sort == Sort.STALE
                      && letter.message().unit().filter(ref -> ref.run().equals(run)).isPresent());
      return Optional.of(looked.taken());
    } catch (QueueUnavailable | NoAccess e) {
      return Optional.empty();
    }
  }
}
