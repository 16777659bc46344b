package io.longhaul.claim;

import io.longhaul.ledger.Farewell;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Sessions;
import io.longhaul.time.Alarm;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A session in the hand of its process: renewed in time, or over.
 *
 * <p>The end is counted from before a renewal was sent, on the wall clock and on the monotonic one,
 * whichever comes first: a process that was frozen finds its session over as soon as it wakes.
 */
public final class HeldSession {
  private final Ledger ledger;
  private final Time time;
  private final WorkerId worker;
  private final SessionSettings settings;
  private final Alarm nudge;
  private final AtomicLong done = new AtomicLong();
  private final long began;

  private volatile long endNanos;
  private volatile Instant end = Instant.EPOCH;
  private volatile boolean lost;
  private volatile boolean left;
  private volatile boolean going;
  private volatile @Nullable Farewell wish;

  private HeldSession(Ledger ledger, Time time, WorkerId worker, SessionSettings settings) {
    this.ledger = ledger;
    this.time = time;
    this.worker = worker;
    this.settings = settings;
    this.nudge = time.alarm();
    this.began = time.nanos();
  }

  /**
   * Begins a session under an id that was never used.
   *
   * @throws IllegalStateException if the id was used before
   */
  public static HeldSession begin(
      Ledger ledger,
      Time time,
      WorkerId worker,
      SessionSettings settings,
      String host,
      int version) {
    HeldSession session = new HeldSession(ledger, time, worker, settings);
    long nanos = time.nanos();
    Instant until = time.now().plus(settings.length());
    if (!ledger.sessions().begin(worker, host, version, until)) {
      throw new IllegalStateException("session id " + worker + " was used before");
    }
    session.extend(nanos, until);
    return session;
  }

  private void extend(long nanosBefore, Instant until) {
    endNanos = nanosBefore + settings.length().toNanos();
    end = until;
  }

  public WorkerId worker() {
    return worker;
  }

  public SessionSettings settings() {
    return settings;
  }

  /** When it ends if it is not renewed, on the wall clock. */
  public Instant until() {
    return end;
  }

  /** Whether others still leave alone what this session holds. */
  public boolean live() {
    return !lost && !left && remaining().isPositive();
  }

  /** A unit was settled under it. */
  void settledOne() {
    done.incrementAndGet();
  }

  /** That its worker leave, if somebody has wished so, as of the last renewal. */
  public Optional<Farewell> wish() {
    return Optional.ofNullable(wish);
  }

  /**
   * Its worker is leaving: says so in the ledger with a renewal, soon, so that nobody counts on it.
   */
  public void goes() {
    going = true;
    nudge.ring();
  }

  /** Whether it was declared lost: it cannot be renewed any more. */
  public boolean lost() {
    return lost;
  }

  /** What is left of it less the margin; zero or below when it is over. */
  private Duration remaining() {
    Duration mono = Duration.ofNanos(endNanos - time.nanos());
    Duration wall = Duration.between(time.now(), end);
    return (mono.compareTo(wall) < 0 ? mono : wall).minus(settings.margin());
  }

  /**
   * A deadline for one effect, within the session.
   *
   * @throws SessionOver if the session is over: the effect must not be started
   */
  public Deadline effect() {
    Duration left = remaining();
    if (!live() || !left.isPositive()) throw new SessionOver("session " + worker + " is over");
    Duration longest = settings.longestEffect();
    return Deadline.in(time, left.compareTo(longest) < 0 ? left : longest);
  }

  /** One renewal now; false if the session is lost. */
  public boolean renew() {
    if (lost || left) return false;
    long nanos = time.nanos();
    Instant until = time.now().plus(settings.length());
    Duration lived = Duration.ofNanos(nanos - began);
    Sessions sessions = ledger.sessions();
    Sessions.Renewal renewal =
        going
            ? sessions.renewGoing(worker, until, done.get(), lived)
            : sessions.renew(worker, until, done.get(), lived);
    renewal.wish().ifPresent(said -> wish = said);
    if (renewal.live()) {
      extend(nanos, until);
      return true;
    }
    lost = !left;
    return false;
  }

  /**
   * Renews until the session is lost or left, telling {@code events} of each renewal, and once that
   * the worker is wished away.
   *
   * <p>A ledger that does not answer is asked again: until somebody declares the session lost, a
   * later renewal brings it back.
   */
  public void keep(Events events) throws InterruptedException {
    boolean told = false;
    while (!lost && !left) {
      nudge.await(settings.renewEvery());
      try {
        boolean renewed = renew();
        if (wish != null && !told) events.wishedAway();
        told = wish != null;
        if (renewed) events.renewed();
      } catch (LedgerUnavailable e) {
        events.silent(e);
      }
    }
    if (lost) events.lost();
  }

  /** Ends it in the ledger, after all that it held was settled or handed back. */
  public void leave() {
    left = true;
    nudge.ring();
    ledger.sessions().leave(worker);
  }

  /** What a process wants to know of its session. */
  public interface Events {
    void renewed();

    /** The ledger did not answer a renewal. */
    void silent(LedgerUnavailable why);

    /** Somebody wishes that the worker leave. Told before anything else of that renewal. */
    void wishedAway();

    /** It was declared lost: all that it held is somebody else's. */
    void lost();
  }
}
