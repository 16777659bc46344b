package io.longhaul.s3;

import io.longhaul.time.Deadline;
import java.util.List;

/** Deleting many objects at once. */
public interface Deletes {
  /**
   * Deletes all of them, in one request; keys that this request cannot carry, each in one of its
   * own.
   *
   * <p>An expected ETag is worth what the server makes of it: moto and S3Mock, which heed one in a
   * request of its own, do not heed it in this one, and delete what has changed.
   *
   * @return those that are not known to be gone, each with the reason, in no order: one that failed
   *     may have been deleted all the same. What had been gone before is gone
   * @throws StoreException if nothing is known of any of them
   */
  List<Undeleted> deleteAll(DeleteRequest request, Deadline deadline) throws InterruptedException;
}
