package io.longhaul.ledger;

import io.longhaul.unit.WorkerId;
import java.time.Instant;

/**
 * The life of one worker process, as its row says.
 *
 * @param leave whether somebody wishes that it leave; its worker sees it at its next renewal
 */
public record Session(
    WorkerId worker, State state, Instant until, String host, int version, boolean leave) {
  static final String LEAVE = "leave";

  /** Where a session stands; nothing leads back to LIVE. */
  public enum State {
    LIVE,
    /** Declared lost by a sweeper; what it held is taken back. */
    LOST,
    /** Ended by itself, holding nothing. */
    LEFT
  }

  static boolean wishedAway(Row row) {
    return row.has(LEAVE);
  }

  static Session of(Row row) {
    return new Session(
        new WorkerId(row.key().sort()),
        State.valueOf(row.text("state")),
        Instant.ofEpochMilli(row.number("until")),
        row.text("host"),
        (int) row.number("version"),
        wishedAway(row));
  }
}
