package io.longhaul.claim;

import io.longhaul.queue.WorkQueue;
import java.time.Duration;

/**
 * How long a session lives without being renewed, and how much of that its holder does not use.
 *
 * @param length what each renewal adds; others may take a holder's units back when it is over
 * @param margin what clocks may differ by: the holder stops that much earlier, others wait that
 *     much longer
 * @param longestEffect no single effect outside may take longer
 */
public record SessionSettings(Duration length, Duration margin, Duration longestEffect) {
  /** On AWS. A request that takes up to 40 s fits between two renewals. */
  public static final SessionSettings FLEET = of(Duration.ofSeconds(60));

  /** On this machine, where a killed worker should be noticed while somebody looks on. */
  public static final SessionSettings LOCAL = of(Duration.ofSeconds(12));

  /** Renewed so often within a session's length. */
  private static final int RENEWALS = 6;

  public SessionSettings {
    if (length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException("session length " + length + ": above 0");
    }
    if (margin.isNegative() || margin.multipliedBy(4).compareTo(length) > 0) {
      throw new IllegalArgumentException(
          "session margin " + margin + ": 0 to a quarter of " + length);
    }
    if (longestEffect.plus(margin).compareTo(length) >= 0) {
      throw new IllegalArgumentException(
          "longest effect " + longestEffect + ": it must fit into a session of " + length);
    }
  }

  /** The margin is a twelfth of the length, the longest effect two thirds: 60 s, 5 s, 40 s. */
  public static SessionSettings of(Duration length) {
    return new SessionSettings(length, length.dividedBy(12), length.multipliedBy(2).dividedBy(3));
  }

  /**
   * How long a message stays hidden that a worker has received and not yet deleted, in whole
   * seconds: what a worker died with comes back with its units, and not long after the last of
   * them. Too short does no harm, for who receives it once more meets a refused claim.
   */
  public Duration messageVisibility() {
    Duration seconds = Duration.ofSeconds(Math.max(1, length.toSeconds()));
    return seconds.compareTo(WorkQueue.VISIBILITY) < 0 ? seconds : WorkQueue.VISIBILITY;
  }

  public Duration renewEvery() {
    return length.dividedBy(RENEWALS);
  }

  /** No single try of a call to the ledger takes longer. */
  public Duration ledgerTry() {
    return renewEvery().multipliedBy(2).dividedBy(5);
  }

  /**
   * A worker begins no new try of a call after so long: the last one, too, ends before the session
   * is to be renewed again, so that a ledger that hangs is noticed before the session is lost.
   */
  public Duration ledgerPatience() {
    return renewEvery().dividedBy(2);
  }
}
