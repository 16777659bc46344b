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
  TIMED,
  /**
   * Of those that are COPIED: without their tags, if they have any, for those may not be read. As
   * {@link #TIMED}, beside the sum; and so are the next.
   */
  UNTAGGED,
  /** Of those that are COPIED: without some metadata that no header can carry. */
  UNSPOKEN,
  /**
   * Of those that are COPIED: into another storage class than the source's, as the job says; of
   * those that a verification found EQUAL: they lie in another one.
   */
  RECLASSED,
  /** Of those that are COPIED: the target says that it keeps the checksum that the source has. */
  SUMMED,
  /** Of those that are COPIED: the target says that it keeps another checksum than the source. */
  RESUMMED,
  /** Of those that are COPIED: without grants, if they have any, for those may not be read. */
  UNGRANTED,
  /** Of those that are COPIED: without the source's grants, for the target takes none. */
  REGRANTED;

  /** Whether it is counted beside another, and no end of its own. */
  public boolean isBeside() {
    return switch (this) {
      case TIMED, UNTAGGED, UNSPOKEN, RECLASSED, SUMMED, RESUMMED, UNGRANTED, REGRANTED -> true;
      case LISTED,
          RECEIVED,
          COPIED,
          EQUAL,
          FILTERED,
          SKIPPED,
          GONE,
          DEAD,
          FORWARDED,
          CANCELLED,
          UNKNOWN ->
          false;
    };
  }

  /**
   * Reads {@link #word()}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Fate of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The word for it in the ledger, in reports and on the screen. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
