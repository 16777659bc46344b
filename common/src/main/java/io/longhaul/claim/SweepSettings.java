package io.longhaul.claim;

import java.time.Duration;

/**
 * How the sweeper goes about it.
 *
 * @param every between two sweeps
 * @param resendWhenEmpty a message older than this is sent again if its queue was empty at two
 *     readings
 * @param mostSends the most messages that one sweep sends per run
 */
public record SweepSettings(Duration every, Duration resendWhenEmpty, int mostSends) {
  public static final SweepSettings FLEET =
      new SweepSettings(Duration.ofSeconds(10), Duration.ofMinutes(1), 1000);

  public static final SweepSettings LOCAL =
      new SweepSettings(Duration.ofSeconds(2), Duration.ofSeconds(6), 1000);

  /**
   * As often as a session is renewed; a queue that stays empty for its length has lost what it had.
   */
  public static SweepSettings of(Duration session) {
    return new SweepSettings(session.dividedBy(6), session, 1000);
  }

  public SweepSettings {
    if (!every.isPositive()) throw new IllegalArgumentException("sweep every " + every);
    if (!resendWhenEmpty.isPositive()) {
      throw new IllegalArgumentException("resend when empty " + resendWhenEmpty);
    }
    if (mostSends < 1) throw new IllegalArgumentException("most sends " + mostSends);
  }
}
