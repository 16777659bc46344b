package io.longhaul.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How large the fleet is to be kept, and what came of that last, as one row says.
 *
 * @param decision empty: nobody has looked yet
 */
public record Sizing(Wish wish, Optional<Decision> decision) {
  static final String SINCE = "since";
  static final String BY = "by";
  static final String FINISH = "finish";
  static final String MIN = "min";
  static final String MAX = "max";
  static final String WANTED = "wanted";
  static final String CHANGED = "changed";
  static final String OPEN = "open";
  static final String RATE = "rate";
  static final String ENDS = "ends";

  private static final double MICRO = 1e6;

  /**
   * What a person wishes.
   *
   * @param since by this one wish is told from another
   * @param by who, in words
   * @param finishBy empty: whatever is open, within a sensible time
   * @param min the fewest that the group takes
   * @param max the most that may be wanted
   */
  public record Wish(Instant since, String by, Optional<Instant> finishBy, int min, int max) {
    public Wish {
      if (min < 0 || max < 1 || max < min) {
        throw new IllegalArgumentException("sizing from %d to %d workers".formatted(min, max));
      }
    }
  }

  /**
   * What was decided last.
   *
   * @param wanted how many the group was told to have
   * @param changed since when it is so many
   * @param open units that were open
   * @param rate units that a busy worker closes in a second; empty: not known
   * @param ends when all that is open would be closed by as many as are right; empty: not known
   */
  public record Decision(
      int wanted, Instant changed, long open, OptionalDouble rate, Optional<Instant> ends) {}

  /** Whether what is open will not be, or was not, closed in time. */
  public boolean late(Instant now) {
    if (wish.finishBy().isEmpty() || decision.isEmpty() || decision.get().open() == 0) return false;
    Instant by = wish.finishBy().get();
    return !now.isBefore(by) || decision.get().ends().filter(ends -> ends.isAfter(by)).isPresent();
  }

  static Sizing of(Row row) {
    Wish wish =
        new Wish(
            Instant.ofEpochMilli(row.number(SINCE)),
            row.text(BY),
            time(row, FINISH),
            (int) row.number(MIN),
            (int) row.number(MAX));
    return new Sizing(wish, row.has(CHANGED) ? Optional.of(decision(row)) : Optional.empty());
  }

  private static Decision decision(Row row) {
    return new Decision(
        (int) row.number(WANTED),
        Instant.ofEpochMilli(row.number(CHANGED)),
        row.number(OPEN),
        row.has(RATE) ? OptionalDouble.of(row.number(RATE) / MICRO) : OptionalDouble.empty(),
        time(row, ENDS));
  }

  private static Optional<Instant> time(Row row, String name) {
    return row.has(name) ? Optional.of(Instant.ofEpochMilli(row.number(name))) : Optional.empty();
  }

  /** A rate as the row has it, in whole numbers. */
  static long micros(double rate) {
    return Math.max(1, Math.round(rate * MICRO));
  }
}
