package io.longhaul.worker.copy;

import io.longhaul.job.CopyOptions.Compare;
import io.longhaul.s3.Described;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.unit.FailureClass;
import io.longhaul.worker.walk.Seen;
import java.util.Optional;

/**
 * Looks once more at two objects of one size whose ETags differ and look like MD5s. Those of
 * objects under a KMS key are none, though nothing but a HEAD tells: without this, the copies of
 * such a bucket would never be found equal to their sources.
 */
record SecondLook(CopyOne one) {
  /** Whether a HEAD of each may show what their ETags do not. */
  boolean mayTell(Seen seen) {
    return seen.target() != null
        && seen.source().size() == seen.target().size()
        && one.rules().compare() == Compare.ETAG
        && Decision.comparable(seen.source(), seen.target());
  }

  /**
   * By what they are equal after all; empty: they differ, or nobody can tell.
   *
   * @param byTime whether a target that is newer may be taken for equal if its ETag says nothing
   */
  Optional<Decision.By> equal(Seen seen, boolean byTime) throws InterruptedException {
    if (seen.target() == null) return Optional.empty();
    String key = seen.source().key();
    Optional<Described> source =
        described(one.ends().from(), one.ends().sourceBucket(), key, seen.source().etag());
    if (source.isEmpty()) return Optional.empty();
    String there = one.ends().targetKey(key);
    Optional<Described> target =
        described(one.ends().to(), one.ends().targetBucket(), there, seen.target().etag());
    if (target.isEmpty()) return Optional.empty();
    return switch (source.get().sameBytes(target.get())) {
      case YES -> Optional.of(Decision.By.CHECKSUM);
      case NO -> Optional.empty();
      case UNKNOWN -> byTime ? Optional.of(Decision.By.TIME) : Optional.empty();
    };
  }

  /** Empty: it is not any more what was seen, or may not be looked at. */
  private Optional<Described> described(ObjectStore store, String bucket, String key, String etag)
      throws InterruptedException {
    try {
      return one.retries()
          .send(deadline -> store.describe(bucket, key, deadline))
          .filter(object -> object.object().etag().equals(etag));
    } catch (StoreException e) {
      if (e.failure() == FailureClass.DENIED) return Optional.empty();
      throw e;
    }
  }
}
