package io.longhaul.worker.copy;

import io.longhaul.claim.InHand;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.CompleteRequest;
import io.longhaul.s3.Completed;
import io.longhaul.s3.Expect;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ListedPart;
import io.longhaul.s3.Part;
import io.longhaul.s3.PartLayout;
import io.longhaul.s3.StoreException;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Assembly;
import io.longhaul.unit.Payload.Complete;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.worker.walk.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a large object of its parts, over what was seen at the target and nothing else.
 *
 * <p>Who joins them must know beforehand what they come to: if the store joins them and its answer
 * is lost, nothing is left of the upload, and only the target's ETag tells that the object there is
 * this one. So the unit that first sees all parts hands on another that knows their ETag.
 */
public final class Joining {
  private final InHand unit;
  private final Complete complete;
  private final Assembly of;
  private final CopyOne one;

  public Joining(InHand unit, Complete complete, CopyOne one) {
    this.unit = unit;
    this.complete = complete;
    this.of = complete.of();
    this.one = one;
  }

  public Outcome run() throws InterruptedException {
    if (unit.leaving()) return new Outcome.Released("left before anything was done", Duration.ZERO);
    try {
      return joined();
    } catch (StoreException e) {
      return new Outcome.Failed(e.failure(), String.valueOf(e.getMessage()));
    }
  }

  private Outcome joined() throws InterruptedException {
    PartLayout layout = new PartLayout(of.size(), of.partSize());
    Optional<List<ListedPart>> there = new PartList(one, of).between(1, layout.count());
    if (there.isEmpty()) return withoutUpload();
    if (there.get().size() < layout.count()) {
      return new Outcome.Failed(
          FailureClass.PARTS_MISSING,
          "'%s': %d of %d parts are not there; redrive its dead parts with it"
              .formatted(of.object().key(), layout.count() - there.get().size(), layout.count()));
    }
    List<Part> parts =
        there.get().stream()
            .map(part -> new Part(part.number(), part.etag(), part.checksum()))
            .toList();
    Optional<String> etag = complete.etag() == null ? JoinedEtag.of(parts) : Optional.empty();
    return etag.isPresent()
        ? forwarded(new Complete(of, etag.get(), complete.beside()))
        : join(parts);
  }

  private Outcome join(List<Part> parts) throws InterruptedException {
    Expect expect = of.target() == null ? new Expect.Absent() : new Expect.Etag(of.target());
    ChecksumForm checksum = Parting.checksum(of);
    for (int made = 0; made < one.decisions(); made++) {
      CompleteRequest request = new CompleteRequest(one.ends().upload(of), parts, expect, checksum);
      Completed completed = one.complete(request, of.size());
      if (completed instanceof Completed.Stored stored) {
        return there(Keeping.checksum(source(), stored.checksum()));
      }
      if (completed instanceof Completed.NoUpload) return withoutUpload();
      Optional<Seen> seen = one.look(of.object().key());
      if (seen.isPresent() && isOurs(seen.get())) return there(Set.of());
      if (seen.isEmpty() || !seen.get().source().etag().equals(of.etag())) return anew();
      switch (one.decide(seen.get())) {
        case Decision.Filtered filtered -> {
          one.abort(of);
          return done(Fate.FILTERED);
        }
        case Decision.Equal equal -> {
          one.abort(of);
          return done(CopyOne.fate(equal.by()));
        }
        case Decision.Keep keep -> {
          one.abort(of);
          return done(Fate.SKIPPED);
        }
        case Decision.Collision collision -> {
          return anew(); // whoever looks at the whole object says so
        }
        case Decision.Copy copy -> expect = copy.expect();
      }
    }
    return new Outcome.Failed(
        FailureClass.SOURCE_CHANGED,
        "the target of '%s' changed before each of %d copies"
            .formatted(of.object().key(), one.decisions()));
  }

  private @Nullable ChecksumForm source() {
    return of.checksum() == null ? null : ChecksumForm.parse(of.checksum());
  }

  /** Joined by a call whose answer was lost; or aborted, for its source had changed. */
  private Outcome withoutUpload() throws InterruptedException {
    Optional<ListedObject> target = one.target(of.object().key());
    return target.isPresent() && isOurs(target.get()) ? there(Set.of()) : anew();
  }

  /**
   * The target holds what was decided on. If the source was rewritten meanwhile, that has to be
   * copied too, and by this run: to any other, a target that was written after its source is good.
   */
  private Outcome there(Set<Fate> checksum) throws InterruptedException {
    Optional<ListedObject> source = one.source(of.object().key());
    boolean rewritten = source.isPresent() && !source.get().etag().equals(of.etag());
    return rewritten ? anew() : done(Fate.COPIED, checksum);
  }

  private boolean isOurs(Seen seen) {
    ListedObject target = seen.target();
    return target != null && isOurs(target);
  }

  private boolean isOurs(ListedObject target) {
    return target.size() == of.size() && target.etag().equals(complete.etag());
  }

  /** Another decision about the whole object: none of its parts is of use any more. */
  private Outcome anew() throws InterruptedException {
    one.abort(of);
    // whoever redrives it knows that it is calm now
    int turn = unit.claim().redriven() > 0 ? 0 : of.turn() + 1;
    Listed object = of.object();
    if (turn < one.decisions()) return forwarded(new Keys(List.of(object), null, turn));
    return new Outcome.Failed(
        FailureClass.SOURCE_CHANGED,
        "'%s' changed during each of %d copies in parts".formatted(object.key(), turn));
  }

  private Outcome forwarded(io.longhaul.unit.Payload payload) {
    Tally tally =
        Tally.of(Fate.RECEIVED, 1, of.object().size()).with(Fate.FORWARDED, 1, of.object().size());
    return new Outcome.Split(tally, List.of(new NewUnit(payload, Tier.SMALL)));
  }

  private Outcome done(Fate fate) {
    return done(fate, Set.of());
  }

  private Outcome done(Fate fate, Set<Fate> checksum) {
    Tally tally = Tally.of(Fate.RECEIVED, 1, of.object().size());
    if (fate == Fate.TIMED) tally = tally.with(Fate.EQUAL, 1, of.object().size());
    if (fate == Fate.COPIED) {
      for (Fate each : complete.beside()) tally = tally.with(each, 1, of.object().size());
      for (Fate each : checksum) tally = tally.with(each, 1, of.object().size());
    }
    return new Outcome.Done(tally.with(fate, 1, of.object().size()));
  }
}
