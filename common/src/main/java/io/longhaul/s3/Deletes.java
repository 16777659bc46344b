package io.longhaul.s3;

import io.longhaul.time.Deadline;
import java.util.List;

/** Deleting many objects at once. */
public interface Deletes {
  /**
   * Deletes all of them, in one request; keys that this request cannot carry, each in one of its
   * own.
   *
   * @return those that are still there, each with the reason, in no order; what had been gone
   *     before is gone
   * @throws StoreException if nothing is known of any of them
   */
  List<Undeleted> deleteAll(DeleteRequest request, Deadline deadline) throws InterruptedException;
}
