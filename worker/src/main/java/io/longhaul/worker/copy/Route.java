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
import io.longhaul.unit.Weight;
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
    Grants grants = new Grants(job.keep(), reads, ends.sourceBucket());
    return job.streamed()
        ? new Streamed(ends, settings.streamed(), keeping, tags, grants)
        : new ServerSide(ends, settings.serverSide(), keeping, tags, grants);
  }

  /** What of an object is kept. */
  Keeping keeping();

  /** Reads its tags, for who must say them to the target. */
  TagReader tags();

  /** Takes its ACL along. */
  Grants grants();

  /** From which size on it takes parts, and of which size. */
  PartSizes sizes();

  /** Copies the object if it still is what was seen, over what is expected at the target. */
  Brought copy(ListedObject source, Expect expect, Deadline deadline) throws InterruptedException;

  /** What so many of an object's parts come to. */
  Weight weight(Assembly of, int parts);

  /** Copies one part of an object that still is what its parts are taken from. */
  PartWritten part(Assembly of, int number, Deadline deadline) throws InterruptedException;

  /** As {@link ObjectStore#begin}; empty also where the way needs a thread. */
  default Optional<Runnable> begin(
      ListedObject source, Expect expect, Deadline deadline, FirstTry heard) {
    return Optional.empty();
  }

  /** What is kept of the object, and what not, if it was stored as it was {@link #begin begun}. */
  default Set<Fate> beside(ListedObject source, Written.Stored stored) {
    return Brought.of(source, stored, keeping().beside(source)).beside();
  }

  /** The store copies by itself, in one request. */
  record ServerSide(Ends ends, PartSizes sizes, Keeping keeping, TagReader tags, Grants grants)
      implements Route {
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
      Set<Fate> beside = EnumSet.noneOf(Fate.class);
      beside.addAll(keeping.beside(source));
      Written written =
          grants.write(
              source.key(),
              deadline,
              beside,
              acl -> copy(source, expect, terms.withAcl(acl), beside, deadline));
      return Brought.of(source, written, beside);
    }

    private Written copy(
        ListedObject source, Expect expect, CopyTerms terms, Set<Fate> beside, Deadline deadline)
        throws InterruptedException {
      try {
        return ends.to().copy(request(source, expect, terms), deadline);
      } catch (StoreException e) {
        if (!tags.isBorne(e) || tags.read(source.key(), 1, deadline).isPresent()) throw e;
      }
      Written written = ends.to().copy(request(source, expect, terms.untagged()), deadline);
      beside.add(Fate.UNTAGGED);
      return written;
    }

    @Override
    public Optional<Runnable> begin(
        ListedObject source, Expect expect, Deadline deadline, FirstTry heard) {
      if (keeping.keep().looks() || grants.asks()) return Optional.empty();
      CopyTerms terms = keeping.terms(source).withAcl(grants.always());
      return ends.to().begin(request(source, expect, terms), deadline, heard);
    }

    /** Nothing of it moves through a worker, but S3 takes its time: as for a hundred objects. */
    @Override
    public Weight weight(Assembly of, int parts) {
      return new Weight(100L * parts, 0);
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
  record Streamed(Ends ends, PartSizes sizes, Keeping keeping, TagReader tags, Grants grants)
      implements Route {
    @Override
    public Brought copy(ListedObject source, Expect expect, Deadline deadline)
        throws InterruptedException {
      try (Relay relay = Relay.whole(ends, source, deadline)) {
        return relay.send(source, expect, keeping, tags, grants);
      }
    }

    @Override
    public Weight weight(Assembly of, int parts) {
      return new Weight(parts, Math.min(of.size(), parts * of.partSize()));
    }

    @Override
    public PartWritten part(Assembly of, int number, Deadline deadline)
        throws InterruptedException {
      try (Relay relay = Relay.part(ends, of, number, deadline)) {
        return relay.send(ends.upload(of), number, Parting.checksum(of));
      }
    }
  }
}
