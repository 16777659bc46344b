package io.longhaul.coordinator.dead;

import io.longhaul.coordinator.dead.DeadLetters.Sort;
import io.longhaul.queue.Letter;
import io.longhaul.queue.WorkQueue;
import java.util.function.BiPredicate;

/** Takes foreign messages out of the dead-letter queue, for good or into another queue. */
public final class Removal {
  private final DeadLetters letters;
  private final BiPredicate<Letter, Sort> meant;
  private long gone;
  private long refused;
  private long attributes;

  /**
   * @param meant which; a message of a unit that the ledger knows is never asked about
   */
  public Removal(DeadLetters letters, BiPredicate<Letter, Sort> meant) {
    this.letters = letters;
    this.meant = meant;
  }

  /**
   * What became of it.
   *
   * @param gone that were taken out
   * @param refused that the other queue would not take
   * @param attributes that carry more than a text, and so cannot be moved as they are
   * @param whole whether all that was there was seen
   */
  public record Removed(long gone, long refused, long attributes, boolean whole) {
    public long left() {
      return refused + attributes;
    }
  }

  /** How many would go, and none does. */
  public Removed wouldGo(boolean move) throws InterruptedException {
    return remove(letter -> {
      if (move && letter.attributes()) attributes++;
      else gone++;
      return false;
    });
  }

  public Removed delete() throws InterruptedException {
    return remove(letter -> {
      gone++;
      return true;
    });
  }

  /** Each is sent there before it leaves: who is stopped in between has it in both. */
  public Removed move(WorkQueue to) throws InterruptedException {
    return remove(letter -> {
      if (letter.attributes()) {
        attributes++;
        return false;
      }
      boolean taken = to.sendText(letter.body());
      if (taken) gone++;
      else refused++;
      return taken;
    });
  }

  /** Says whether one that is meant is to leave. */
  @FunctionalInterface
  private interface Step {
    boolean leaves(Letter letter) throws InterruptedException;
  }

  private Removed remove(Step step) throws InterruptedException {
    DeadLetters.Looked looked =
        letters.look(
            DeadLetters.MOST,
            (letter, sort) -> sort.foreign() && meant.test(letter, sort) && step.leaves(letter));
    return new Removed(gone, refused, attributes, looked.whole());
  }
}
