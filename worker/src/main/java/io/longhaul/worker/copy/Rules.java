package io.longhaul.worker.copy;

import io.longhaul.job.CopyOptions;
import io.longhaul.job.S3CopyJob;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.PartSizes;
import java.time.Duration;
import java.time.Instant;

/**
 * What a job says is to become of objects.
 *
 * @param began when the run began: nothing that it wrote is older
 * @param anyway whether a person has seen that it differs, and wants it copied over whatever the
 *     target has
 * @param above bytes: what is larger goes in parts where S3 copies by itself
 */
public record Rules(S3CopyJob job, Instant began, boolean anyway, long above) {
  /** What clocks may differ by (docs/state.md), and the second that S3 cuts off. */
  private static final Duration CLOCKS = Duration.ofSeconds(6);

  /**
   * What a copy that S3 has begun of an older source may take to land. A request of ours ends after
   * 40 s, but S3 promises nothing of what goes on behind one that nobody waits for.
   */
  private static final Duration LANDING = Duration.ofMinutes(10);

  Rules(S3CopyJob job, Instant began) {
    this(job, began, false, PartSizes.SERVER_SIDE.above());
  }

  /** Whether the job means this object. */
  boolean select(ListedObject source) {
    String name = source.key().substring(job.source().prefix().length());
    return job.select().holds(name, source.size(), source.modified());
  }

  CopyOptions.Compare compare() {
    return job.copy().compare();
  }

  boolean copiesMissingOnly() {
    return job.copy().mode() == CopyOptions.Mode.MISSING;
  }

  boolean keepsNewer() {
    return job.copy().whenTargetNewer() == CopyOptions.WhenTargetNewer.KEEP;
  }

  /**
   * Whether somebody may have written this target since the run began: where keys are renamed, it
   * may hold another source key's object.
   */
  boolean collides(ListedObject target) {
    return renames() && !target.modified().isBefore(began.minus(CLOCKS));
  }

  private boolean renames() {
    return job.copy().rename() != null;
  }

  /**
   * Whether what is equal is to be copied all the same.
   *
   * <p>Once in a run, however often a unit is done again: not what was written since the run began,
   * by whomever. In its first seconds, in which nobody knows that, it may be copied twice.
   */
  boolean copiesEqual(ListedObject target) {
    return job.copy().mode() == CopyOptions.Mode.ALL
        && !target.modified().isAfter(began.plus(CLOCKS))
        && !collides(target);
  }

  /**
   * Whether a target that was written after this source was written by somebody who knew it.
   *
   * <p>Not so within minutes of a source that was rewritten since the run began: a copy of what it
   * was before, begun by a worker that is lost or by a try whose answer is, may have landed then.
   * It is newer, and holds the older bytes. Where S3 copies by itself none lands later, for each
   * names the source that it is of, and is refused once that is another; what goes through a
   * worker, or in parts, may be held up for as long as a machine sleeps.
   */
  boolean timesTell(ListedObject source, ListedObject target) {
    if (source.modified().isBefore(began.minus(CLOCKS))) return true;
    boolean inOne = !job.streamed() && Math.max(source.size(), target.size()) <= above;
    return inOne && target.modified().isAfter(source.modified().plus(LANDING).plus(CLOCKS));
  }
}
