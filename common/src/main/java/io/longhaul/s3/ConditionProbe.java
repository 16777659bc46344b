package io.longhaul.s3;

import io.longhaul.time.Deadline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds out which conditions a store enforces, by trying each where it must not and where it must
 * succeed, under {@code .longhaul-probe/}, and leaves nothing there.
 *
 * <p>AWS is never probed: what it does is documented, and a probe is a write that nobody asked for.
 */
public final class ConditionProbe {
  public static final String PREFIX = ".longhaul-probe/";
  private static final String WRONG_ETAG = "00000000000000000000000000000000";

  private final ObjectStore store;
  private final String bucket;
  private final Deadline deadline;
  private final String one;
  private final String other;
  private final String third;

  private ConditionProbe(ObjectStore store, String bucket, Deadline deadline) {
    this.store = store;
    this.bucket = bucket;
    this.deadline = deadline;
    String folder = PREFIX + UUID.randomUUID() + "/";
    one = folder + "one";
    other = folder + "other";
    third = folder + "third";
  }

  /**
   * @param aws whether the store is AWS itself, which is believed and not probed
   * @throws StoreException if the store failed at what has nothing to do with conditions
   */
  public static Conditions conditions(
      ObjectStore store, boolean aws, String bucket, Deadline deadline)
      throws InterruptedException {
    if (aws) return Conditions.ALL;
    ConditionProbe probe = new ConditionProbe(store, bucket, deadline);
    Conditions found;
    try {
      found = probe.probe();
    } catch (StoreException failed) {
      probe.cleanUpAfter(failed);
      throw failed;
    }
    probe.cleanUp();
    return found;
  }

  private Conditions probe() throws InterruptedException {
    String etagOne = ((Written.Stored) put(one, "one", new Expect.Anything())).etag();
    put(other, "other", new Expect.Anything());
    Expect absent = new Expect.Absent();
    Expect wrong = new Expect.Etag(WRONG_ETAG);
    boolean putAbsent =
        refused(() -> put(one, "one", absent)) && stored(() -> put(third, "third", absent));
    boolean putMatch =
        refused(() -> put(one, "one", wrong))
            && stored(() -> put(one, "one", new Expect.Etag(etagOne)));
    boolean copySourceMatch =
        refused(() -> copy(WRONG_ETAG, third, new Expect.Anything()))
            && stored(() -> copy(etagOne, third, new Expect.Anything()));
    store.delete(bucket, third, new Expect.Anything(), deadline);
    boolean copyAbsent =
        refused(() -> copy(etagOne, other, absent)) && stored(() -> copy(etagOne, third, absent));
    String etagOther = ((Written.Stored) put(other, "other", new Expect.Anything())).etag();
    boolean copyMatch =
        refused(() -> copy(etagOne, other, wrong))
            && stored(() -> copy(etagOne, other, new Expect.Etag(etagOther)));
    boolean deleteMatch =
        refused(() -> store.delete(bucket, one, wrong, deadline))
            && stored(() -> store.delete(bucket, one, new Expect.Etag(etagOne), deadline));
    return new Conditions(copySourceMatch, copyAbsent, copyMatch, putAbsent, putMatch, deleteMatch);
  }

  private Written put(String key, String text, Expect expect) throws InterruptedException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    PutRequest request = new PutRequest(bucket, key, bytes.length, null, Map.of(), expect);
    return store.put(request, Body.of(bytes), deadline);
  }

  private Written copy(String etag, String target, Expect expect) throws InterruptedException {
    return store.copy(new CopyRequest(bucket, one, etag, bucket, target, expect), deadline);
  }

  private static boolean refused(Try call) throws InterruptedException {
    return outcome(call) == Outcome.REFUSED;
  }

  private static boolean stored(Try call) throws InterruptedException {
    return outcome(call) == Outcome.STORED;
  }

  private static Outcome outcome(Try call) throws InterruptedException {
    try {
      return call.run() instanceof Written.Stored ? Outcome.STORED : Outcome.REFUSED;
    } catch (StoreException e) {
      if (!e.code().equals(StoreException.CONDITION_UNKNOWN)) throw e;
      return Outcome.CONDITION_UNKNOWN;
    }
  }

  private void cleanUpAfter(StoreException failed) throws InterruptedException {
    try {
      cleanUp();
    } catch (StoreException e) {
      failed.addSuppressed(e);
    }
  }

  private void cleanUp() throws InterruptedException {
    for (String key : List.of(one, other, third)) {
      store.delete(bucket, key, new Expect.Anything(), deadline);
    }
  }

  private enum Outcome {
    STORED,
    REFUSED,
    CONDITION_UNKNOWN
  }

  private interface Try {
    Written run() throws InterruptedException;
  }
}
