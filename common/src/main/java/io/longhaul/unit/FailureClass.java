package io.longhaul.unit;

import java.util.Locale;

/** Why a unit failed, as a person looks for it; whether trying again can help. */
public enum FailureClass {
  /** The credentials may not do it: no repetition helps until somebody grants it. */
  DENIED(false),
  /** Throttled, 5xx, timed out or cut off. */
  UNAVAILABLE(true),
  /** The target is full. */
  STORAGE(true),
  /** Length or checksum differ after a second try. */
  CORRUPT(false),
  /** A page of a listing was not in byte order. */
  UNORDERED_LISTING(true),
  /** The source changed while its parts were being copied, or kept changing. */
  SOURCE_CHANGED(true),
  /** Parts of a large object are not there: those that died must be redriven with it. */
  PARTS_MISSING(false),
  /** The target cannot hold a name. */
  UNSAFE_NAME(false),
  /** It lies in an archive, and can be read once somebody has it restored. */
  ARCHIVED(false),
  /** Another wrote to the target since the run began, which may have been another source key. */
  COLLISION(false),
  /** Larger than any object can be that is copied in parts, or than one request where none are. */
  TOO_LARGE(false),
  /** The store refused the request as wrong, or a bucket is missing. */
  REFUSED(false),
  /** Three sessions in a row were lost while they held it. */
  KILLED_WORKERS(false),
  /** Verified: the target's object is another than the source's. */
  DIFFERENT(false),
  /** Verified: the target lacks an object of the source. */
  MISSING(false),
  /** Verified: the target has an object that the source has not. */
  EXTRA(false),
  /** A command ended with a failure, or took too long. */
  COMMAND_FAILED(true),
  /** A command ended with a status that its job names as permanent. */
  COMMAND_REFUSED(false),
  /** The worker's settings do not allow the command that a job wants run. */
  NOT_ALLOWED(true),
  /** A handler threw what it should have returned: a defect of ours. */
  DEFECT(true);

  private final boolean worthRetrying;

  FailureClass(boolean worthRetrying) {
    this.worthRetrying = worthRetrying;
  }

  public boolean worthRetrying() {
    return worthRetrying;
  }

  /** Whether nothing failed, and it is what was found: two sides that differ. */
  public boolean difference() {
    return this == DIFFERENT || this == MISSING || this == EXTRA;
  }

  /** The word for it in the ledger, in reports and on the screen: {@code unordered-listing}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static FailureClass of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
