package io.longhaul.s3.pace;

import io.longhaul.s3.StoreException;
import io.longhaul.time.Alarm;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.FailureClass;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets so much through in a second, and after a rest no more than some time's worth at once. First
 * come, first served; the rate may change at any time, and holds for who waits too.
 *
 * <p>What is taken may be more than there is: the debt is waited for by who comes next. So an
 * object that is larger than that passes, and its size need not be known beforehand.
 */
public final class TokenBucket {
  private static final double NANOS = 1e9;

  /** Who waits at a rate of 0 looks again after so long, or when the rate is set. */
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Who waits for less comes in time with those behind it, for one timer. */
  private static final Duration SHORT = Duration.ofMillis(1);

  private final Time time;
  private final double seconds;
  private final String late;
  private final Deque<Alarm> waiting = new ArrayDeque<>();

  /** Below 0: there is no limit. */
  private double rate;

  private double tokens;
  private long filledAt;

  /** An empty one for a job's caps, which lets a second's worth through at once. */
  public TokenBucket(Time time, double rate) {
    this(time, rate, Duration.ofSeconds(1), "the job's caps let no more through in time");
  }

  /**
   * An empty one.
   *
   * @param atOnce so much time's worth, at least of one
   * @param late what is said to whom its turn does not come in time
   */
  TokenBucket(Time time, double rate, Duration atOnce, String late) {
    this.time = time;
    this.seconds = atOnce.toNanos() / NANOS;
    this.late = late;
    this.rate = rate;
    this.filledAt = time.nanos();
  }

  /**
   * From now on so much a second.
   *
   * @param rate 0: nothing; below 0: as much as one wants
   */
  public synchronized void rate(double rate) {
    fill();
    this.rate = rate;
    tokens = Math.min(tokens, most());
    wakeFirst();
  }

  private void fill() {
    long now = time.nanos();
    if (rate > 0) tokens = Math.min(most(), tokens + rate * (now - filledAt) / NANOS);
    filledAt = now;
  }

  private double most() {
    return rate <= 0 ? 0 : Math.max(Math.min(1, rate), rate * seconds);
  }

  private boolean limited() {
    return rate >= 0;
  }

  /** Takes so much without waiting; who comes next waits for it. */
  public synchronized void owe(long amount) {
    if (limited()) {
      fill();
      tokens -= amount;
    }
  }

  /** Takes so much if there is no need to wait. */
  synchronized boolean tryTake(long amount) {
    return !limited() || waiting.isEmpty() && taken(amount);
  }

  /**
   * Waits for its turn and takes so much.
   *
   * @throws StoreException {@link StoreException#NOT_SENT} if its turn does not come in time
   */
  public void take(long amount, Deadline deadline) throws InterruptedException {
    Alarm mine;
    synchronized (this) {
      if (!limited()) return;
      if (waiting.isEmpty() && taken(amount)) return;
      mine = time.alarm();
      waiting.add(mine);
    }
    try {
      while (true) {
        Duration pause;
        synchronized (this) {
          boolean first = mine.equals(waiting.peek());
          if (first && (!limited() || taken(amount))) return;
          pause = first ? untilAny() : LONG;
        }
        Duration left = deadline.remaining();
        if (left.isZero()) throw late();
        mine.await(pause.compareTo(left) < 0 ? pause : left);
      }
    } finally {
      leave(mine);
    }
  }

  private boolean taken(long amount) {
    fill();
    if (tokens <= 0) return false;
    tokens -= amount;
    return true;
  }

  private Duration untilAny() {
    if (rate <= 0) return LONG;
    double nanos = Math.max((double) SHORT.toNanos(), -tokens / rate * NANOS);
    return Duration.ofNanos(1 + (long) Math.min((double) LONG.toNanos(), nanos));
  }

  private synchronized void leave(Alarm mine) {
    waiting.remove(mine);
    wakeFirst();
  }

  private void wakeFirst() {
    Alarm first = waiting.peek();
    if (first != null) first.ring();
  }

  private StoreException late() {
    return new StoreException(FailureClass.UNAVAILABLE, StoreException.NOT_SENT, late, null);
  }
}
