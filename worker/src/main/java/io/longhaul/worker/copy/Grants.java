package io.longhaul.worker.copy;

import io.longhaul.job.Keep;
import io.longhaul.s3.Acl;
import io.longhaul.s3.AclChange;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes an object's grants along with it, in the very request that writes it. What may not be read,
 * or what the target's bucket does not take, stays behind and is counted.
 */
final class Grants {
  /** What a bucket says that leaves nothing to its objects' ACLs. */
  private static final String NONE_TAKEN = "AccessControlListNotSupported";

  private final Keep keep;
  private final ObjectStore store;
  private final String bucket;

  /** Whether the target's bucket has refused some: it would refuse all of this unit's. */
  private volatile boolean refused;

  /** Writes an object. */
  interface Write<T> {
    /**
     * @param acl null: as S3 makes it
     */
    T with(@Nullable AclChange acl) throws InterruptedException;
  }

  /**
   * @param store that reads the source
   */
  Grants(Keep keep, ObjectStore store, String bucket) {
    this.keep = keep;
    this.store = store;
    this.bucket = bucket;
  }

  /** Whether each object's are to be read. */
  boolean asks() {
    return keep.acl() == Keep.Grants.KEEP;
  }

  /**
   * Writes the object with what it is to grant.
   *
   * @param beside takes what stayed behind
   */
  <T> T write(String key, Deadline deadline, Set<Fate> beside, Write<T> write)
      throws InterruptedException {
    if (!asks()) return write.with(always());
    Optional<AclChange> read = read(key, deadline, beside);
    if (read.isEmpty()) return write.with(null);
    if (!refused) {
      try {
        return write.with(read.get());
      } catch (StoreException e) {
        if (!e.code().equals(NONE_TAKEN)) throw e;
        refused = true;
      }
    }
    beside.add(Fate.REGRANTED);
    return write.with(null);
  }

  /** What needs no look at the source; null: as S3 makes it. */
  @Nullable AclChange always() {
    return keep.owner() == Keep.Owner.BUCKET_OWNER ? AclChange.BUCKET_OWNER : null;
  }

  /** Empty: none but those that S3 makes by itself, or unreadable ones. */
  private Optional<AclChange> read(String key, Deadline deadline, Set<Fate> beside)
      throws InterruptedException {
    try {
      Optional<Acl> acl = store.acl(ObjectRef.of(bucket, key), deadline);
      return acl.filter(all -> !all.isUsual()).map(AclChange.Same::new);
    } catch (StoreException e) {
      boolean unknown = e.code().equals("NotImplemented"); // who has no ACLs keeps none
      if (!unknown && e.failure() != FailureClass.DENIED) throw e;
      if (!unknown) beside.add(Fate.UNGRANTED);
      return Optional.empty();
    }
  }
}
