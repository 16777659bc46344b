package io.longhaul.coordinator;

import io.longhaul.access.NoAccess;
import io.longhaul.ledger.BadRows;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.text.Shown;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lets a command go on past what cannot be read: names each, as far as a person would read on, and
 * counts all.
 */
public final class Unreadable implements BadRows {
  /** So many are named. */
  static final int MOST_NAMED = 20;

  /** Of so many it is remembered that they were counted. */
  private static final int MOST_REMEMBERED = 1_000;

  private final Consumer<String> say;
  private final Set<String> seen = new HashSet<>();
  private long count;

  /**
   * @param say takes a line for whoever watches
   */
  public Unreadable(Consumer<String> say) {
    this.say = say;
  }

  /** One of many steps, each about one thing. */
  @FunctionalInterface
  public interface Step<T> {
    T take() throws InterruptedException;
  }

  @Override
  public void passedOver(Key key, RuntimeException why) {
    name(text(key), why);
  }

  /**
   * Does one step of many.
   *
   * @param key of the row that it is about
   * @param otherwise its result if something is wrong with that
   */
  public <T> T step(Key key, T otherwise, Step<T> step) throws InterruptedException {
    try {
      return step.take();
    } catch (LedgerUnavailable | QueueUnavailable | NoAccess | CommandFailed e) {
      throw e; // says nothing about this one, and the others would fare no better
    } catch (RuntimeException e) {
      name(text(key), e);
      return otherwise;
    }
  }

  private static String text(Key key) {
    return "row %s / %s".formatted(key.partition(), key.sort());
  }

  private void name(String what, RuntimeException why) {
    if (seen.contains(what)) return;
    if (seen.size() < MOST_REMEMBERED) seen.add(what);
    if (++count <= MOST_NAMED) {
      say.accept(Shown.text("%s is passed over: %s".formatted(what, why.getMessage())));
    }
  }

  public long count() {
    return count;
  }

  /**
   * Says how many there were, if any.
   *
   * @param otherwise the exit status if there were none
   */
  public int exit(String audit, int otherwise) {
    if (count == 0) return otherwise;
    say.accept(
        "%s could not be read; '%s' says what is wrong"
            .formatted(Figures.count(count, "row"), audit));
    return otherwise == Exit.DONE ? Exit.DEAD_LEFT : otherwise;
  }
}
