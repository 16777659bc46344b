package io.longhaul.ledger;

import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Asks a database again, with full jitter, while it says that it may be asked again; then the
 * ledger is unavailable.
 *
 * <p>Full jitter, each pause anywhere from zero to a bound that doubles: of the ways to part
 * contenders it needs the fewest requests (AWS Architecture Blog, "Exponential Backoff And
 * Jitter").
 */
public final class Retries {
  private static final Duration FIRST = Duration.ofMillis(20);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /** So that a fast engine is not asked for ever within the patience. */
  private static final int MOST = 50;

  private final Time time;
  private final RandomGenerator random;
  private final Duration patience;

  /**
   * @param patience no new try begins after so long; it must leave room in a session's life
   */
  public Retries(Time time, RandomGenerator random, Duration patience) {
    if (!patience.isPositive()) {
      throw new IllegalArgumentException("patience " + patience + ": more than 0");
    }
    this.time = time;
    this.random = random;
    this.patience = patience;
  }

  /** The clock that it waits on. */
  public Time time() {
    return time;
  }

  /** Until when a request that begins now may be tried anew. */
  public Deadline deadline() {
    return Deadline.in(time, patience);
  }

  /** A request that says by {@link AskAgain} that it may be repeated. */
  public interface Request<T> {
    T ask() throws AskAgain;
  }

  /** Not this time: a conflict, throttling, or no answer. */
  public static final class AskAgain extends Exception {
    private static final long serialVersionUID = 1L;

    public AskAgain(Throwable why) {
      super(why.getMessage(), why);
    }

    public AskAgain(String why, Throwable cause) {
      super(why, cause);
    }

    public AskAgain(String why) {
      super(why);
    }
  }

  /**
   * @throws LedgerUnavailable when patience or tries are spent, or the thread is interrupted
   */
  public <T> T ask(String what, Request<T> request) {
    Deadline deadline = deadline();
    for (int tries = 1; ; tries++) {
      try {
        return request.ask();
      } catch (AskAgain again) {
        if (tries == MOST || deadline.passed()) {
          throw new LedgerUnavailable(
              "%s: gave up after %d tries: %s".formatted(what, tries, again.getMessage()), again);
        }
        pause(what, tries, deadline);
      }
    }
  }

  private void pause(String what, int tries, Deadline deadline) {
    long bound = Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(tries - 1, 20));
    long pause = Math.min(random.nextLong(bound), deadline.remaining().toNanos());
    try {
      time.sleep(Duration.ofNanos(pause));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerUnavailable(what + ": interrupted", e);
    }
  }
}
