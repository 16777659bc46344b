package io.longhaul.worker.verify;

import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.worker.walk.Ends;
import io.longhaul.worker.walk.Retries;
import java.util.Optional;

/** Looks at both sides of one name. */
record Looking(Ends ends, Retries retries) {
  Pair at(String sourceKey) throws InterruptedException {
    Optional<ListedObject> source = head(ends.from(), ends.sourceBucket(), sourceKey);
    Optional<ListedObject> target = head(ends.to(), ends.targetBucket(), ends.targetKey(sourceKey));
    return new Pair(sourceKey, source.orElse(null), target.orElse(null));
  }

  /** At the target of an object that was listed. */
  Pair beside(ListedObject source) throws InterruptedException {
    String there = ends.targetKey(source.key());
    return new Pair(source.key(), source, head(ends.to(), ends.targetBucket(), there).orElse(null));
  }

  private Optional<ListedObject> head(ObjectStore store, String bucket, String key)
      throws InterruptedException {
    return retries.send(deadline -> store.head(bucket, key, deadline));
  }
}
