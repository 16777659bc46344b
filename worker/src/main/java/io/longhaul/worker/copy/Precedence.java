package io.longhaul.worker.copy;

import io.longhaul.job.CopyOptions.WhenTargetNewer;
import io.longhaul.s3.ListedObject;
import java.time.Duration;
import java.time.Instant;

/**
 * Which of two objects that differ is to stay.
 *
 * @param whenNewer what the job says of a target that was written after its source
 * @param began when the run began: nothing that it wrote is older
 */
record Precedence(WhenTargetNewer whenNewer, Instant began) {
  /** What clocks may differ by (docs/state.md), and the second that S3 cuts off. */
  private static final Duration CLOCKS = Duration.ofSeconds(6);

  /**
   * Whether a target that was written after this source was written by somebody who knew it.
   *
   * <p>Not so if the source was rewritten since the run began: a copy of what it was before, begun
   * by a worker that is lost or by a try whose answer is, may have landed after that. It is newer,
   * and holds the older bytes.
   */
  boolean timesTell(ListedObject source) {
    return source.modified().isBefore(began.minus(CLOCKS));
  }
}
