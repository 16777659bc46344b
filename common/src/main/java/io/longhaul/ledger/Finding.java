package io.longhaul.ledger;

/**
 * One thing in the ledger that does not fit another.
 *
 * @param where the row, unit, stage or run; may hold text from outside, as may {@code what}
 */
public record Finding(Sort sort, String where, String what) {
  /** What does not fit what. */
  public enum Sort {
    /** A unit's row that nobody can read. */
    ROW,
    /** The word by which the sweep finds a unit, against its state. */
    WORD,
    /** A unit in hand, against the session that is to hold it. */
    HOLDER,
    /** A unit without a payload that can be read. */
    PAYLOAD,
    /** A split, against the children that it registered. */
    CHILD,
    /** What came into a closed unit, against what became of it. */
    BALANCE,
    /** A stage, against what follows it. */
    NEXT,
    /** The counter rows of a stage, against its units' rows. */
    COUNTERS,
    /** The marks of a cancel, against the run or stage that is cancelled. */
    MARK,
    /** A run that is over, against its open units. */
    RUN
  }
}
