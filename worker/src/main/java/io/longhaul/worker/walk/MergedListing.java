package io.longhaul.worker.walk;

import static java.util.Objects.requireNonNull;

import io.longhaul.s3.ListedObject;
import io.longhaul.time.Time;
import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.Payload.Range;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the source's objects in the order of their keys, each with what its target holds;
 * or, where the target's keys have another order, with nothing.
 */
final class MergedListing implements AutoCloseable {
  private final Ends ends;
  private final ListingCursor source;

  /** Null: it has no such order. */
  private final @Nullable ListingCursor target;

  private final @Nullable Consumer<ListedObject> extras;
  private @Nullable String passed;

  /**
   * @param extras takes objects that only the target has, in their order; null: nobody asks for
   *     them, and the listing ends with the source's
   */
  MergedListing(
      Ends ends, Range range, Retries retries, Time time, @Nullable Consumer<ListedObject> extras) {
    this.ends = ends;
    this.extras = extras;
    source = new ListingCursor(ends.from(), ends.sourceBucket(), range, retries, time);
    target = ends.mapping().keepsOrder() ? beside(ends, range, retries, time) : null;
  }

  private static ListingCursor beside(Ends ends, Range range, Retries retries, Time time) {
    Range there = ends.mapping().range(range);
    return new ListingCursor(ends.to(), ends.targetBucket(), there, retries, time);
  }

  /** Whether there are no more objects. */
  boolean ended() {
    return source.ended() && (extras == null || requireNonNull(target).ended());
  }

  /** Whether the objects {@link #atHand} are all that are left. */
  boolean endInSight() {
    return source.endInSight() && (extras == null || requireNonNull(target).endInSight());
  }

  /** How many objects are to come before a page must be turned. */
  int atHand() {
    return source.atHand();
  }

  /** A source's key up to which {@link #step} has named every object; null before the first. */
  @Nullable String passed() {
    return passed;
  }

  /** Begins to read further pages as far as so many objects reach beyond those at hand. */
  void readAhead(long objects) throws InterruptedException {
    source.readAhead(objects);
    if (target != null) target.readAhead(objects);
  }

  /**
   * The next object, or empty if only a page was turned or one of the target's alone named on the
   * way to it: between two objects may lie any number of these, and whoever asks may want to stop
   * in between.
   */
  Optional<Seen> step() throws InterruptedException {
    if (!source.ready()) {
      if (!source.ended()) source.turn();
      else if (requireNonNull(target).ready()) extra(target);
      else target.turn();
      return Optional.empty();
    }
    ListedObject object = source.object();
    if (target == null) return Optional.of(named(object, null));
    String there = ends.targetKey(object.key());
    while (target.ready()) {
      ListedObject found = target.object();
      int order = KeyOrder.compare(found.key(), there);
      if (order > 0) return Optional.of(named(object, null));
      if (order < 0 && extras != null) {
        extra(target);
        return Optional.empty();
      }
      target.next();
      if (order == 0) return Optional.of(named(object, found));
      // only where a page ends can anybody stop
      if (!target.ready()) pass(found.key());
    }
    if (target.ended()) return Optional.of(named(object, null));
    target.turn();
    return Optional.empty();
  }

  /** Of the target alone. */
  private void extra(ListingCursor there) {
    ListedObject found = there.object();
    there.next();
    requireNonNull(extras).accept(found);
    pass(found.key());
  }

  private Seen named(ListedObject object, @Nullable ListedObject found) {
    source.next();
    passed = object.key();
    return new Seen(object, found);
  }

  /** All source objects below the next one are named, wherever between them a bound is drawn. */
  private void pass(String targetKey) {
    String key = ends.mapping().back(targetKey);
    // a bound must be a key that a request can carry
    if (key.getBytes(StandardCharsets.UTF_8).length <= ListingCursor.LONGEST_KEY) passed = key;
  }

  @Override
  public void close() {
    source.close();
    if (target != null) target.close();
  }
}
