package io.longhaul.worker.copy;

import io.longhaul.job.CopyOptions;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Expect;
import io.longhaul.s3.FirstTry;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import java.util.Optional;

/** The way that an object's bytes take to its target. */
sealed interface Route {
  static Route of(CopyOptions.Route route, Ends ends) {
    return switch (route) {
      case SERVER_SIDE -> new ServerSide(ends);
      case STREAMED -> new Streamed(ends);
    };
  }

  /** The most bytes that one effect carries this way. */
  long largest();

  /** Copies the object if it still is what was seen, over what is expected at the target. */
  Written copy(ListedObject source, Expect expect, Deadline deadline) throws InterruptedException;

  /** As {@link ObjectStore#begin}; empty also where the way needs a thread. */
  default Optional<Runnable> begin(
      ListedObject source, Expect expect, Deadline deadline, FirstTry heard) {
    return Optional.empty();
  }

  /** The store copies by itself, in one request. */
  record ServerSide(Ends ends) implements Route {
    @Override
    public long largest() {
      return ObjectStore.LARGEST_COPY;
    }

    @Override
    public Written copy(ListedObject source, Expect expect, Deadline deadline)
        throws InterruptedException {
      return ends.to().copy(request(source, expect), deadline);
    }

    @Override
    public Optional<Runnable> begin(
        ListedObject source, Expect expect, Deadline deadline, FirstTry heard) {
      return ends.to().begin(request(source, expect), deadline, heard);
    }

    private CopyRequest request(ListedObject source, Expect expect) {
      return new CopyRequest(
          ends.sourceBucket(),
          source.key(),
          source.etag(),
          ends.targetBucket(),
          ends.targetKey(source.key()),
          expect);
    }
  }

  /** Through this worker: what a GET brings goes out as a PUT, never held whole. */
  record Streamed(Ends ends) implements Route {
    /** One PUT: 5 GiB, as one copy. */
    private static final long LARGEST_PUT = 5L << 30;

    @Override
    public long largest() {
      return LARGEST_PUT;
    }

    @Override
    public Written copy(ListedObject source, Expect expect, Deadline deadline)
        throws InterruptedException {
      try (Relay relay = new Relay(ends, source, deadline)) {
        return relay.send(expect);
      }
    }
  }
}
