package io.longhaul.worker.walk;

import io.longhaul.job.S3Sides;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.pace.Allowance;
import io.longhaul.s3.pace.CappedObjectStore;
import java.util.Optional;

/** Finds the stores of a job's two sides, each reached with the credentials that the job says. */
@FunctionalInterface
public interface CopyStores {
  Pair of(S3Sides job);

  /**
   * @param source lists and reads; a server-side copy reads by the target's
   * @param target lists and writes; may be the same
   */
  record Pair(ObjectStore source, ObjectStore target) {
    /** The same, asked for no more than the run may. */
    public Pair within(Optional<Allowance> allowance) {
      if (allowance.isEmpty()) return this;
      return new Pair(
          new CappedObjectStore(source, allowance.get()),
          new CappedObjectStore(target, allowance.get()));
    }
  }
}
