package io.longhaul.worker.copy;

import io.longhaul.job.Keep;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the tags of objects that go through this worker, for one request where an object has some.
 *
 * <p>A GET tells how many there are only to whoever may read them: none told is as good as none
 * only once a look has shown that they may be read. So the first object costs one request in any
 * case; and each does at a store of which it is not known that it tells how many there are.
 */
public final class TagReader {
  private final Keep.Tags wanted;
  private final ObjectStore store;
  private final String bucket;
  private volatile Sight sight = Sight.UNKNOWN;

  /** Whether the store has said of some object how many tags it has. */
  private volatile boolean tells;

  /** What it means that no tags are told. */
  private enum Sight {
    UNKNOWN,
    /** There are none. */
    NONE,
    /** Nothing: they may not be read, or the store does not tell. */
    NOTHING
  }

  public TagReader(Keep.Tags wanted, ObjectStore store, String bucket) {
    this.wanted = wanted;
    this.store = store;
    this.bucket = bucket;
  }

  /**
   * The object's tags; empty if they may not be read, and the job bears that.
   *
   * @param told how many a GET says there are
   * @throws StoreException also if they may not be read, and must
   */
  public Optional<Map<String, String>> read(String key, int told, Deadline deadline)
      throws InterruptedException {
    if (wanted == Keep.Tags.DROP) return Optional.of(Map.of());
    if (told > 0) tells = true;
    if (told == 0 && sight == Sight.NONE) return Optional.of(Map.of());
    try {
      Map<String, String> tags = store.tags(ObjectRef.of(bucket, key), deadline).orElse(Map.of());
      if (told == 0) untold(tags);
      return Optional.of(tags);
    } catch (StoreException e) {
      if (e.code().equals("NotImplemented")) { // who has no tags keeps none
        sight = Sight.NONE;
        return Optional.of(Map.of());
      }
      if (!isBorne(e)) throw e;
      return Optional.empty();
    }
  }

  /** What it means that none were told, now that it is known which there are. */
  private void untold(Map<String, String> tags) {
    if (!tags.isEmpty()) sight = Sight.NOTHING;
    else if (sight != Sight.NOTHING && (tells || store.tellsTags())) sight = Sight.NONE;
  }

  /** Whether it is a denial that the job bears. */
  boolean isBorne(StoreException denied) {
    return denied.failure() == FailureClass.DENIED && wanted == Keep.Tags.IF_READABLE;
  }
}
