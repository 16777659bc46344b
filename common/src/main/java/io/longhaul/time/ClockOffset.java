package io.longhaul.time;

import java.time.Duration;
import java.time.Instant;

/**
 * How far this machine's clock is behind the servers', learnt from the dates of their answers.
 *
 * <p>A date in whole seconds, D, was written between sending and receiving, or by a server that
 * writes it but once a second up to a second before; so the offset lies between D - received and D
 * + 2 s - sent. What several answers leave in common is known to about half a second.
 */
public final class ClockOffset {
  /** An answer that took longer says too little. */
  private static final Duration SLOWEST = Duration.ofSeconds(5);

  private Duration lowest = Duration.ZERO;
  private Duration highest = Duration.ZERO;
  private boolean heard;

  /**
   * Takes in one answer.
   *
   * @param server its date, in whole seconds
   * @param sent when its request went out, by this machine's own clock
   * @param received when it came, by the same clock
   */
  public synchronized void heard(Instant server, Instant sent, Instant received) {
    if (Duration.between(sent, received).compareTo(SLOWEST) > 0) return;
    Duration least = Duration.between(received, server);
    Duration most = Duration.between(sent, server.plusSeconds(2));
    if (most.compareTo(least) < 0) return; // this clock was set back meanwhile
    Duration low = heard && lowest.compareTo(least) > 0 ? lowest : least;
    Duration high = heard && highest.compareTo(most) < 0 ? highest : most;
    // Nothing in common: the clock was set, or drifted. The newest answer counts.
    boolean agrees = low.compareTo(high) <= 0;
    lowest = agrees ? low : least;
    highest = agrees ? high : most;
    heard = true;
  }

  /** What to add to this machine's clock; zero as long as it may be right. */
  public synchronized Duration offset() {
    if (!heard || (!lowest.isPositive() && !highest.isNegative())) return Duration.ZERO;
    return lowest.plus(highest).dividedBy(2);
  }
}
