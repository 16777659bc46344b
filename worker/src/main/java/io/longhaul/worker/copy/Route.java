package io.longhaul.worker.copy;

import io.longhaul.job.CopyOptions;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Expect;
import io.longhaul.s3.FirstTry;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PartCopyRequest;
import io.longhaul.s3.PartLayout;
import io.longhaul.s3.PartSizes;
import io.longhaul.s3.PartWritten;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import io.longhaul.unit.Payload.Assembly;
import java.util.Optional;

/** The way that an object's bytes take to its target. */
public sealed interface Route {
  static Route of(CopyOptions.Route route, Ends ends, CopySettings settings) {
    return switch (route) {
      case SERVER_SIDE -> new ServerSide(ends, settings.serverSide());
      case STREAMED -> new Streamed(ends, settings.streamed());
    };
  }

  /** From which size on it takes parts, and of which size. */
  PartSizes sizes();

  /** Copies the object if it still is what was seen, over what is expected at the target. */
  Written copy(ListedObject source, Expect expect, Deadline deadline) throws InterruptedException;

  /** Copies one part of an object that still is what its parts are taken from. */
  PartWritten part(Assembly of, int number, Deadline deadline) throws InterruptedException;

  /** As {@link ObjectStore#begin}; empty also where the way needs a thread. */
  default Optional<Runnable> begin(
      ListedObject source, Expect expect, Deadline deadline, FirstTry heard) {
    return Optional.empty();
  }

  /** The store copies by itself, in one request. */
  record ServerSide(Ends ends, PartSizes sizes) implements Route {
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

    @Override
    public PartWritten part(Assembly of, int number, Deadline deadline)
        throws InterruptedException {
      PartCopyRequest request =
          new PartCopyRequest(
              ends.upload(of),
              number,
              ends.sourceBucket(),
              of.object().key(),
              of.etag(),
              new PartLayout(of.size(), of.partSize()).range(number));
      return ends.to().copyPart(request, deadline);
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
  record Streamed(Ends ends, PartSizes sizes) implements Route {
    @Override
    public Written copy(ListedObject source, Expect expect, Deadline deadline)
        throws InterruptedException {
      try (Relay relay = Relay.whole(ends, source, deadline)) {
        return relay.send(expect);
      }
    }

    @Override
    public PartWritten part(Assembly of, int number, Deadline deadline)
        throws InterruptedException {
      try (Relay relay = Relay.part(ends, of, number, deadline)) {
        return relay.send(ends.upload(of), number);
      }
    }
  }
}
