package io.longhaul.unit;

import java.util.Locale;

/** What can become of an object, and where a unit got it from. */
public enum Fate {
  /** Found by this unit's own listing. */
  LISTED,
  /** Handed to this unit by the one that split into it. */
  RECEIVED,
  COPIED,
  EQUAL,
  FILTERED,
  SKIPPED,
  /** Vanished from the source since it was listed. */
  GONE,
  DEAD,
  /** Handed on to a child. */
  FORWARDED,
  CANCELLED,
  /** A range that was never listed: counted as one, for nobody knows how many objects it holds. */
  UNKNOWN,
  /**
   * Of those that are EQUAL: taken for equal by size and time, for their ETags cannot be compared
   * or the job does not look at them. No end of its own: it is counted beside, never in the sum.
   */
  TIMED;

  /** The word for it in the ledger, in reports and on the screen. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
