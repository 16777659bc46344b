package io.longhaul.s3;

import io.longhaul.access.NoAccess;
import io.longhaul.time.Deadline;
import java.util.Optional;

/**
 * The data plane: what the product does to objects, each effect conditional on what was seen.
 *
 * <p>All calls block (on a virtual thread), repeat by themselves what may be repeated, and end by
 * their deadline. They throw {@link StoreException} for what failed for good, {@link NoAccess} for
 * what will fail for everything, and {@link InterruptedException} when the unit is taken away;
 * after an interrupt or a deadline a request may still land, which its conditions make harmless.
 * Keys are intact to the byte both ways.
 */
public interface ObjectStore extends Uploads, Deletes, Versions, Attributes, AutoCloseable {
  /**
   * The most that one CopyObject may copy, in bytes (S3: 5 GB, decimal in name, binary in effect).
   */
  long LARGEST_COPY = 5L << 30;

  /**
   * Whether the bucket is there, and where; empty if there is none of that name.
   *
   * @throws NoAccess also if this one bucket may not be looked at
   */
  Optional<BucketInfo> bucket(String name, Deadline deadline) throws InterruptedException;

  ListPage list(ListRequest request, Deadline deadline) throws InterruptedException;

  /** The object, or empty if there is none. */
  Optional<ListedObject> head(String bucket, String key, Deadline deadline)
      throws InterruptedException;

  /** All that is to be known of the object without its bytes, or empty if there is none. */
  Optional<Described> describe(String bucket, String key, Deadline deadline)
      throws InterruptedException;

  Written copy(CopyRequest request, Deadline deadline) throws InterruptedException;

  /**
   * Begins a copy and waits for nothing: one try, without a thread of its own.
   *
   * @param heard told once if it was begun, also when it is broken off, and by the deadline
   * @return breaks it off; empty: nothing was begun, since it would have to wait: {@link #copy} is
   *     to be called
   */
  default Optional<Runnable> begin(CopyRequest request, Deadline deadline, FirstTry heard) {
    return Optional.empty();
  }

  Written put(PutRequest request, Body body, Deadline deadline) throws InterruptedException;

  /** The object's bytes, if it still is {@code etag}. */
  Got get(String bucket, String key, String etag, Deadline deadline) throws InterruptedException;

  /**
   * Some of the object's bytes, if it still is {@code etag}: exactly those that were asked for.
   *
   * @throws StoreException also if the object does not reach so far
   */
  Got getRange(String bucket, String key, String etag, ByteRange range, Deadline deadline)
      throws InterruptedException;

  /** Deletes it if it is what was expected; {@link Written.Stored} with an empty ETag says so. */
  Written delete(String bucket, String key, Expect expect, Deadline deadline)
      throws InterruptedException;

  @Override
  void close();
}
