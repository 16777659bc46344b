package io.longhaul.worker.verify;

import io.longhaul.verify.Difference;

/** What comparing two sides came to. */
sealed interface Compared {
  record Equal(By by) implements Compared {}

  record Differs(Difference difference) implements Compared {}

  /** One of them is not any more what was to be compared: look again. */
  record Changed() implements Compared {}

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
