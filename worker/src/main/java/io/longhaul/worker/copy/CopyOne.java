package io.longhaul.worker.copy;

import io.longhaul.s3.CompleteRequest;
import io.longhaul.s3.Completed;
import io.longhaul.s3.Expect;
import io.longhaul.s3.FirstTry;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PartSizes;
import io.longhaul.s3.PartWritten;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.Written;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Payload.Assembly;
import io.longhaul.worker.walk.Ends;
import io.longhaul.worker.walk.Fared;
import io.longhaul.worker.walk.Retries;
import io.longhaul.worker.walk.Seen;
import java.util.Optional;

/**
 * Brings one object to its target by compare-and-set: decides from what was seen, acts on exactly
 * that, and looks and decides again when it is not so any more.
 *
 * @param decisions the most about one object
 */
public record CopyOne(
    Ends ends, Route route, Rules rules, int decisions, Retries retries, CopyMeters meters) {

  /** An object that is known by its name only. */
  Fared bring(String sourceKey) throws InterruptedException {
    return bring(sourceKey, 0);
  }

  /** An object that was not any more what had been seen when its copy was {@link #begin begun}. */
  Fared bringAnew(String sourceKey) throws InterruptedException {
    return bring(sourceKey, 1);
  }

  private Fared bring(String sourceKey, int made) throws InterruptedException {
    try {
      Optional<Seen> seen = look(sourceKey);
      return seen.isPresent() ? decided(seen.get(), made) : new Fared.Met(Fate.GONE);
    } catch (StoreException e) {
      return failed(e);
    }
  }

  /** An object that was seen; with its target, if that is listed. */
  Fared bring(Seen seen) throws InterruptedException {
    try {
      return decided(ends.mapping().keepsOrder() ? seen : beside(seen.source()), 0);
    } catch (StoreException e) {
      return failed(e);
    }
  }

  /**
   * Begins to bring an object that was seen, as far as one try without a thread comes.
   *
   * @return breaks it off; empty: nothing was begun
   */
  Optional<Runnable> begin(Seen seen, FirstTry heard) {
    if (inParts(seen.source())) return Optional.empty();
    if (!ends.mapping().keepsOrder()) return Optional.empty(); // nobody has seen its target
    if (!(Decision.of(seen, rules) instanceof Decision.Copy copy)) return Optional.empty();
    FirstTry counted = heard.telling(written -> meters.effect(written, seen.source().size()));
    try {
      return route.begin(seen.source(), copy.expect(), retries.deadline(), counted);
    } catch (StoreException e) {
      return Optional.empty(); // it is said again to whoever waits for it
    }
  }

  /** Whether it is too large for one request. */
  public boolean inParts(ListedObject source) {
    return source.size() > route.sizes().above();
  }

  /** How it fared if it was stored as it was {@link #begin begun}. */
  Fared begun(Seen seen, Written.Stored stored) {
    return new Fared.Met(Fate.COPIED, route.beside(seen.source(), stored));
  }

  /** What needs no request: the fate of what is as it should be, empty for all else. */
  Optional<Fate> settled(Seen seen) {
    return switch (Decision.of(seen, rules)) {
      case Decision.Filtered filtered -> Optional.of(Fate.FILTERED);
      case Decision.Equal equal -> {
        meters.equal(equal.by());
        yield Optional.of(fate(equal.by()));
      }
      case Decision.Keep keep ->
          new SecondLook(this).mayTell(seen) ? Optional.empty() : Optional.of(Fate.SKIPPED);
      case Decision.Collision collision -> Optional.empty();
      case Decision.Copy copy -> Optional.empty();
    };
  }

  static Fate fate(Decision.By equal) {
    return switch (equal) {
      case ETAG, CHECKSUM -> Fate.EQUAL;
      case TIME -> Fate.TIMED;
    };
  }

  /**
   * @param before decisions that were made about it
   */
  private Fared decided(Seen first, int before) throws InterruptedException {
    Seen seen = first;
    for (int made = before; made < decisions; made++) {
      Optional<Fared> fared = tried(seen);
      if (fared.isPresent()) return fared.get();
      Optional<Seen> again = look(seen.source().key());
      if (again.isEmpty()) return new Fared.Met(Fate.GONE);
      seen = again.get();
    }
    return new Fared.Failed(
        FailureClass.SOURCE_CHANGED,
        "'%s' or its target changed before each of %d copies"
            .formatted(first.source().key(), decisions));
  }

  private Optional<Fared> equalAfterAll(Seen seen, boolean byTime) throws InterruptedException {
    SecondLook look = new SecondLook(this);
    if (!look.mayTell(seen)) return Optional.empty();
    Optional<Decision.By> by = look.equal(seen, byTime && isNewer(seen));
    by.ifPresent(meters::equal);
    return by.map(CopyOne::fate).map(Fared.Met::new);
  }

  private boolean isNewer(Seen seen) {
    ListedObject target = seen.target();
    return target != null
        && target.modified().isAfter(seen.source().modified())
        && rules.timesTell(seen.source(), target);
  }

  /**
   * Does what is decided about it, once.
   *
   * @return empty: one side is not any more what was seen
   */
  public Optional<Fared> tried(Seen seen) throws InterruptedException {
    ListedObject source = seen.source();
    return switch (Decision.of(seen, rules)) {
      case Decision.Filtered filtered -> Optional.of(new Fared.Met(Fate.FILTERED));
      case Decision.Equal equal -> {
        meters.equal(equal.by());
        yield Optional.of(new Fared.Met(fate(equal.by())));
      }
      case Decision.Keep keep ->
          Optional.of(equalAfterAll(seen, true).orElse(new Fared.Met(Fate.SKIPPED)));
      case Decision.Collision collision -> {
        // of one size and written in this run: that may be another key's object
        Optional<Fared> equal = equalAfterAll(seen, false);
        yield Optional.of(equal.isPresent() ? equal.get() : collides(source));
      }
      case Decision.Copy copy -> {
        if (source.size() > PartSizes.LARGEST) yield Optional.of(tooLarge(source));
        if (inParts(source)) yield Optional.of(new Fared.InParts(source, copy.expect()));
        Brought brought = copied(source, copy.expect());
        yield brought.written() instanceof Written.Stored
            ? Optional.of(new Fared.Met(Fate.COPIED, brought.beside()))
            : Optional.empty();
      }
    };
  }

  /**
   * Tries to copy it. What says that the source is missing may mean the target (S3 answers 404 for
   * both), so that too only means to look again.
   */
  private Brought copied(ListedObject source, Expect expect) throws InterruptedException {
    Brought brought =
        retries.send(deadline -> {
          try {
            return route.copy(source, expect, deadline);
          } catch (StoreException e) {
            meters.effectFailed();
            throw e;
          }
        });
    meters.effect(brought.written(), source.size());
    return brought;
  }

  /** Both sides as they are now; empty if there is no source any more. */
  Optional<Seen> look(String key) throws InterruptedException {
    Optional<ListedObject> source = head(ends.from(), ends.sourceBucket(), key);
    return source.isEmpty() ? Optional.empty() : Optional.of(beside(source.get()));
  }

  /** With its target as it is now. */
  private Seen beside(ListedObject source) throws InterruptedException {
    String there = ends.targetKey(source.key());
    return new Seen(source, head(ends.to(), ends.targetBucket(), there).orElse(null));
  }

  /** What lies at an object's target now. */
  Optional<ListedObject> target(String sourceKey) throws InterruptedException {
    return head(ends.to(), ends.targetBucket(), ends.targetKey(sourceKey));
  }

  /** The source as it is now. */
  Optional<ListedObject> source(String key) throws InterruptedException {
    return head(ends.from(), ends.sourceBucket(), key);
  }

  /** Whether the source still is what the parts are taken from. */
  boolean isStill(Assembly of) throws InterruptedException {
    return source(of.object().key()).filter(source -> source.etag().equals(of.etag())).isPresent();
  }

  PartWritten part(Assembly of, int number) throws InterruptedException {
    return retries.send(deadline -> route.part(of, number, deadline));
  }

  Completed complete(CompleteRequest request, long size) throws InterruptedException {
    Completed completed = retries.send(deadline -> ends.to().completeUpload(request, deadline));
    meters.joined(completed, size);
    return completed;
  }

  /** Throws the parts away. */
  void abort(Assembly of) throws InterruptedException {
    retries.send(deadline -> {
      ends.to().abortUpload(ends.upload(of), deadline);
      return of;
    });
  }

  Decision decide(Seen seen) {
    return Decision.of(seen, rules);
  }

  private Optional<ListedObject> head(ObjectStore store, String bucket, String key)
      throws InterruptedException {
    return retries.send(deadline -> store.head(bucket, key, deadline));
  }

  private Fared collides(ListedObject source) {
    return new Fared.Failed(
        FailureClass.COLLISION,
        "'%s' would be '%s', and that was written since the run began, from another key or by"
                .formatted(source.key(), ends.targetKey(source.key()))
            + " somebody else");
  }

  private Fared tooLarge(ListedObject source) {
    return new Fared.Failed(
        FailureClass.TOO_LARGE,
        "'%s': %d bytes; 10,000 parts of 5 GiB hold %d"
            .formatted(source.key(), source.size(), PartSizes.LARGEST));
  }

  private static Fared failed(StoreException e) {
    return new Fared.Failed(e.failure(), String.valueOf(e.getMessage()));
  }
}
