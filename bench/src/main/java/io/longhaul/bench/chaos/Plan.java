package io.longhaul.bench.chaos;

import java.time.Duration;

/**
 * How long, how often, how much.
 *
 * @param length of the disturbance
 * @param between the submits of two runs
 * @param outage how long the ledger is stopped, or the disk full
 * @param calm the longest that nothing is done between two faults
 * @param often how many purges, and twice as many kills and freezes, for each outage
 * @param session of the workers
 * @param objects in the source at first
 */
record Plan(
    Duration length,
    Duration between,
    Duration outage,
    Duration calm,
    int often,
    Duration session,
    int workers,
    int objects) {
  /** A run per minute; the ledger stopped, the disk full for a minute. */
  static Plan of(Duration length) {
    return new Plan(
        length,
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        Duration.ofSeconds(30),
        2,
        Duration.ofSeconds(12),
        4,
        1_500);
  }

  /** The same in small, for every build. */
  static Plan small() {
    return new Plan(
        Duration.ofSeconds(60),
        Duration.ofSeconds(20),
        Duration.ofSeconds(9),
        Duration.ofSeconds(8),
        1,
        Duration.ofSeconds(6),
        4,
        300);
  }
}
