package io.longhaul.ledger;

import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The life of one worker process, as its row says.
 *
 * @param wish if somebody wishes that it leave; its worker sees it at its next renewal
 * @param goes whether its worker has said that it is leaving, whoever told it to
 * @param done units that it settled, as of its last renewal
 * @param lived how long it had been there then
 */
public record Session(
    WorkerId worker,
    State state,
    Instant until,
    String host,
    int version,
    Optional<Farewell> wish,
    boolean goes,
    long done,
    Duration lived) {
  static final String LEAVE = "leave";
  static final String GOES = "goes";
  static final String DONE = "done";
  static final String LIVED = "lived";

  private static final double MINUTE = 60_000;

  /** Where a session stands; nothing leads back to LIVE. */
  public enum State {
    LIVE,
    /** Declared lost by a sweeper; what it held is taken back. */
    LOST,
    /** Ended by itself, holding nothing. */
    LEFT
  }

  static Session of(Row row) {
    return new Session(
        new WorkerId(row.key().sort()),
        State.valueOf(row.text("state")),
        Instant.ofEpochMilli(row.number("until")),
        row.text("host"),
        (int) row.number("version"),
        Farewell.of(row),
        row.has(GOES),
        row.number(DONE),
        Duration.ofMillis(row.number(LIVED)));
  }

  /** Whether it is live at that time, as far as its row tells. */
  public boolean lives(Instant at) {
    return state == State.LIVE && until.isAfter(at);
  }

  /** Whether its worker leaves, or is to: nobody is to count on it. */
  public boolean leave() {
    return wish.isPresent() || goes;
  }

  /** Units a minute, over its whole life; 0 before its first renewal. */
  public double perMinute() {
    return lived.isZero() ? 0 : done * MINUTE / lived.toMillis();
  }
}
