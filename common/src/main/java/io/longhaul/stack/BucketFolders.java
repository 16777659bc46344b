package io.longhaul.stack;

import java.time.Instant;
import java.util.Optional;

/** The folders of a store that keeps its buckets as folders of files, beside their objects. */
@FunctionalInterface
public interface BucketFolders {
  /**
   * What lies where keys with that prefix would, and is no object; empty: there is no such bucket.
   *
   * @param until what came later is not counted; empty: all of it is
   * @throws StackUnreachable if the store does not say
   */
  Optional<LeftOut> leftOut(String bucket, String prefix, Optional<Instant> until);
}
