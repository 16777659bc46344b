package io.longhaul.ledger;

import java.util.Optional;

/**
 * What is wished of a worker that is to leave, beside that: what becomes of its machine's place.
 */
public enum Farewell {
  /** Its machine ends, and its group wants one fewer. */
  ONE_FEWER(1),
  /** Its machine ends, and its group wants as many as it does: that number left it out already. */
  AS_MANY(2);

  /** As its session's row says it. */
  final long word;

  Farewell(long word) {
    this.word = word;
  }

  /** One of a newer version than this is taken for the one that replaces no machine. */
  static Optional<Farewell> of(Row row) {
    if (!row.has(Session.LEAVE)) return Optional.empty();
    return Optional.of(row.number(Session.LEAVE) == AS_MANY.word ? AS_MANY : ONE_FEWER);
  }
}
