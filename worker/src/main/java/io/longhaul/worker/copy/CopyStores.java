package io.longhaul.worker.copy;

import io.longhaul.job.S3CopyJob;
import io.longhaul.s3.ObjectStore;

/** Finds the stores of a job's two sides, each reached with the credentials that the job says. */
@FunctionalInterface
public interface CopyStores {
  Pair of(S3CopyJob job);

  /**
   * @param source lists and reads; a server-side copy reads by the target's
   * @param target lists and writes; may be the same
   */
  record Pair(ObjectStore source, ObjectStore target) {}
}
