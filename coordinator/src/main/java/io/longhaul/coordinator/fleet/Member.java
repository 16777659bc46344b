package io.longhaul.coordinator.fleet;

import java.time.Instant;

/**
 * One machine or process of a fleet.
 *
 * @param id what the sessions of its workers name as their host
 * @param zone where it is; empty: it has none
 * @param type of machine; empty: it has none
 * @param since when it was started; the epoch: not known
 */
public record Member(
    String id,
    Life life,
    Market market,
    boolean isProtected,
    String zone,
    String type,
    Instant since) {
  /** Where its life stands, as the group sees it. */
  public enum Life {
    /** It was asked for, and does not count as there yet. */
    PENDING,
    IN_SERVICE,
    /** It goes, and does not come back. */
    ENDING
  }

  /** How it is paid for. */
  public enum Market {
    ON_DEMAND,
    SPOT,
    /** It costs nothing by itself. */
    FREE
  }

  public Member {
    if (id.isBlank()) throw new IllegalArgumentException("member: it has no id");
  }
}
