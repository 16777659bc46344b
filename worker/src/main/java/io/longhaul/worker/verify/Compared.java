package io.longhaul.worker.verify;

import io.longhaul.verify.BytesSoFar;
import io.longhaul.verify.Difference;

/** What comparing two sides came to. */
sealed interface Compared {
  /**
   * They are equal.
   *
   * @param reclassed whether they lie in two storage classes
   */
  record Equal(By by, boolean reclassed) implements Compared {}

  record Differs(Difference difference) implements Compared {}

  /** The job does not mean it. */
  record Filtered() implements Compared {}

  /** One of them is not any more what was to be compared: look again. */
  record Changed() implements Compared {}

  /** There was no time for all of it. */
  record Unfinished(BytesSoFar soFar) implements Compared {}

  /** Neither is there. */
  record Gone() implements Compared {}

  /** How two sides were found to be equal. */
  enum By {
    ETAG,
    /** The ETags say nothing of the bytes, or nobody asked for them. */
    SIZE,
    BYTES
  }
}
