package io.longhaul.worker.copy;

import io.longhaul.job.S3CopyJob;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.CopyTerms;
import io.longhaul.s3.Described;
import io.longhaul.s3.Expect;
import io.longhaul.s3.FirstTry;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PartCopyRequest;
import io.longhaul.s3.PartLayout;
import io.longhaul.s3.PartSizes;
import io.longhaul.s3.PartWritten;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Payload.Assembly;
import io.longhaul.worker.walk.CopySettings;
import io.longhaul.worker.walk.Ends;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The way that an object takes to its target, with all that is kept of it. */
public sealed interface Route {
  /**
   * @param now a retention that is over by then is not kept
   */
  static Route of(S3CopyJob job, Ends ends, CopySettings settings, Instant now) {
    Keeping keeping = new Keeping(job.keep(), now);
    // a server-side copy reads by the target's credentials
    ObjectStore reads = job.streamed() ? ends.from() : ends.to();
    TagReader tags = new TagReader(job.keep().tags(), reads, ends.sourceBucket());
    return job.streamed()
        ? new Streamed(ends, settings.streamed(), keeping, tags)
        : new ServerSide(ends, settings.serverSide(), keeping, tags);
  }

  /** What of an object is kept. */
  Keeping keeping();

  /** Reads its tags, for who must say them to the target. */
  TagReader tags();

  /** From which size on it takes parts, and of which size. */
  PartSizes sizes();

  /** Copies the object if it still is what was seen, over what is expected at the target. */
  Brought copy(ListedObject source, Expect expect, Deadline deadline) throws InterruptedException;

  /** Copies one part of an object that still is what its parts are taken from. */
  PartWritten part(Assembly of, int number, Deadline deadline) throws InterruptedException;

  /** As {@link ObjectStore#begin}; empty also where the way needs a thread. */
  default Optional<Runnable> begin(
      ListedObject source, Expect expect, Deadline deadline, FirstTry heard) {
    return Optional.empty();
  }

  /** What of the object becomes another if it goes as it was {@link #begin begun}. */
  default Set<Fate> beside(ListedObject source) {
    return keeping().beside(source);
  }

  /** The store copies by itself, in one request. */
  record ServerSide(Ends ends, PartSizes sizes, Keeping keeping, TagReader tags) implements Route {
    @Override
    public Brought copy(ListedObject source, Expect expect, Deadline deadline)
        throws InterruptedException {
      if (!keeping.keep().looks()) return copy(source, expect, keeping.terms(source), deadline);
      Optional<Described> described =
          ends.to().describe(ends.sourceBucket(), source.key(), deadline);
      if (described.isEmpty()) return new Brought(new Written.Missing(), Set.of());
      // of another object than the one that is copied it would say nothing
      if (!described.get().object().etag().equals(source.etag())) {
        return new Brought(new Written.Changed(), Set.of());
      }
      return copy(source, expect, keeping.terms(described.get()), deadline);
    }

    private Brought copy(ListedObject source, Expect expect, CopyTerms terms, Deadline deadline)
        throws InterruptedException {
      try {
        Written written = ends.to().copy(request(source, expect, terms), deadline);
        return new Brought(written, keeping.beside(source));
      } catch (StoreException e) {
        if (!tags.isBorne(e) || tags.read(source.key(), 1, deadline).isPresent()) throw e;
      }
      Written written = ends.to().copy(request(source, expect, terms.untagged()), deadline);
      Set<Fate> beside = EnumSet.of(Fate.UNTAGGED);
      beside.addAll(keeping.beside(source));
      return new Brought(written, beside);
    }

    @Override
    public Optional<Runnable> begin(
        ListedObject source, Expect expect, Deadline deadline, FirstTry heard) {
      if (keeping.keep().looks()) return Optional.empty();
      return ends.to().begin(request(source, expect, keeping.terms(source)), deadline, heard);
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

    private CopyRequest request(ListedObject source, Expect expect, CopyTerms terms) {
      return new CopyRequest(
          ends.sourceBucket(),
          source.key(),
          source.etag(),
          ends.targetBucket(),
          ends.targetKey(source.key()),
          expect,
          terms);
    }
  }

  /** Through this worker: what a GET brings goes out as a PUT, never held whole. */
  record Streamed(Ends ends, PartSizes sizes, Keeping keeping, TagReader tags) implements Route {
    @Override
    public Brought copy(ListedObject source, Expect expect, Deadline deadline)
        throws InterruptedException {
      try (Relay relay = Relay.whole(ends, source, deadline)) {
        return relay.send(source, expect, keeping, tags);
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
