package io.longhaul.worker.host;

import java.time.Instant;
import java.util.Locale;

/**
 * What EC2 has said of the end of this machine.
 *
 * @param what in its own words
 * @param at when that is to happen, or when it was said
 */
public record Notice(Kind kind, String what, Instant at) {
  /** The sorts of notices. */
  public enum Kind {
    /** A spot instance is taken back, two minutes from when it was said. */
    SPOT,
    /** Its group is ending it. */
    TERMINATED,
    /** It is stopped, rebooted or retired by a scheduled event, minutes from now. */
    SCHEDULED,
    /** It is more likely than others to be taken back; often nothing follows for hours. */
    REBALANCE;

    /** Whether the machine goes. */
    boolean ends() {
      return this != REBALANCE;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
