package io.longhaul.coordinator;

import io.longhaul.access.PermissionMissing;
import io.longhaul.job.S3Location;
import io.longhaul.s3.BucketInfo;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.time.Deadline;
import java.util.Optional;

/**
 * Whether a bucket is there. A policy that lets somebody list below a prefix alone, as grants do,
 * lets nobody ask for the bucket: then a listing there tells, though not where the bucket is.
 */
public final class BucketLook {
  private BucketLook() {}

  /**
   * One that is there.
   *
   * @param region empty: it was not told
   */
  public record Seen(Optional<String> region) {}

  /**
   * Looks; empty: there is none.
   *
   * @throws PermissionMissing if neither is allowed
   */
  public static Optional<Seen> at(ObjectStore store, S3Location at, Deadline deadline)
      throws InterruptedException {
    try {
      return store.bucket(at.bucket(), deadline).map(BucketInfo::region).map(BucketLook::in);
    } catch (PermissionMissing denied) {
      if (at.prefix().isEmpty()) throw denied;
      try {
        var unused = store.list(ListRequest.of(at.bucket(), at.prefix()).atMost(1), deadline);
        return Optional.of(new Seen(Optional.empty()));
      } catch (StoreException | PermissionMissing e) {
        throw denied;
      }
    }
  }

  private static Seen in(String region) {
    return new Seen(Optional.of(region));
  }
}
