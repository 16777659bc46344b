package io.longhaul.worker.copy;

import io.longhaul.job.S3CopyJob;
import io.longhaul.s3.ListedObject;
import java.time.Duration;
import java.time.Instant;

/**
 * What a job says is to become of objects.
 *
 * @param began when the run began: nothing that it wrote is older
 */
record Rules(S3CopyJob job, Instant began) {
  /** What clocks may differ by (docs/state.md), and the second that S3 cuts off. */
  private static final Duration CLOCKS = Duration.ofSeconds(6);

  /** Whether the job means this object. */
  boolean select(ListedObject source) {
    String name = source.key().substring(job.source().prefix().length());
    return job.select().holds(name, source.size(), source.modified());
  }

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
