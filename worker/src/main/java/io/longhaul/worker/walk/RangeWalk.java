package io.longhaul.worker.walk;

import static java.util.Objects.requireNonNull;

import io.longhaul.claim.InHand;
import io.longhaul.job.Alphabet;
import io.longhaul.job.S3Sides;
import io.longhaul.ledger.Settlement;
import io.longhaul.partition.Halfway;
import io.longhaul.partition.Partition;
import io.longhaul.partition.Rest;
import io.longhaul.partition.Share;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.StoreException;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Range;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a range holds while it lists it, until its end, its budget's end, or until the worker
 * leaves.
 *
 * <p>What is begun is finished before it ends, so every object up to the last one named is
 * accounted for, in whatever order they came to their ends.
 */
public final class RangeWalk {
  /** The rest of the range leaves as so many units at the most. */
  private static final int MOST_RESTS = 2;

  private static final double MOST_OF_IT = 2.0 / 3;

  /** Who got so far in its time leaves what another does in as much. */
  private static final double HALF = 0.5;

  /**
   * A unit does all of its copies, and half as many again where that is all there is left: who did
   * all of its own on so much of its range leaves what one other does to its end.
   */
  private static final double LEAVES_ONE = 1 / (1 + 1.5);

  /**
   * Who got less far than this with a whole unit's work has many units left, or names that crowd in
   * a corner of the range: then it pays to look where they are before the rest is cut.
   */
  private static final double CORNER = 1.0 / 16;

  private final UnderWay work;
  private final InHand unit;
  private final Account account;
  private final Budget budget;
  private final Range range;
  private final Alphabet alphabet;
  private final Visitor visitor;

  /** Is shown what a range holds. */
  public interface Visitor {
    /** An object of the source, and what lies at its target. */
    void met(Seen seen, InFlight flight) throws InterruptedException;

    /** Takes objects that only the target has; null: nobody asks for those. */
    default @Nullable Consumer<ListedObject> extras() {
      return null;
    }
  }

  /**
   * @param job whose cut says where what is left of the range is best cut
   */
  public RangeWalk(UnderWay work, Range range, S3Sides job, Visitor visitor) {
    this.work = work;
    this.unit = work.unit();
    this.account = work.account();
    this.budget = work.budget();
    this.range = range;
    this.alphabet = new Partition(job.source().prefix(), job.cut()).alphabet();
    this.visitor = visitor;
  }

  public Outcome run() throws InterruptedException {
    try (MergedListing listing = open();
        InFlight flight = new InFlight(unit.time(), work.settings().copiesAtOnce())) {
      try {
        visitWhileListing(listing, flight);
      } catch (StoreException e) {
        return listingFailed(e, listing, flight);
      }
      return ended(listing, flight);
    }
  }

  private MergedListing open() {
    return new MergedListing(work.ends(), range, work.retries(), unit.time(), visitor.extras());
  }

  private void visitWhileListing(MergedListing listing, InFlight flight)
      throws InterruptedException {
    while (!listing.ended() && !mustEnd(listing)) {
      listing.readAhead(budget.copiesLeft());
      Optional<Seen> step = listing.step();
      if (step.isPresent()) visitor.met(step.get(), flight);
    }
  }

  /** A budget ends nothing before the first object: the rest would be as large as the whole. */
  private boolean mustEnd(MergedListing listing) {
    String passed = listing.passed();
    if (unit.leaving() || passed == null) return unit.leaving();
    return full() || budget.timeOver() || budget.copiesOver() && !almostDone(listing, passed);
  }

  /**
   * Whether what is left is no more than half of what one unit does: to hand it on would cost more
   * than to do it. If that is likely, or names tell nothing of it, one page more is read to know.
   */
  private boolean almostDone(MergedListing listing, String passed) {
    if (listing.endInSight()) return 2L * listing.atHand() <= unit.job().unit().objects();
    double share = Share.upTo(passed, range, alphabet);
    return listing.atHand() == 0 && (share >= MOST_OF_IT || share < CORNER);
  }

  /** Whether what is in flight, were all of it to fail, would still fit into one split. */
  private boolean full() {
    int most = work.settings().copiesAtOnce();
    int room = Settlement.Split.MOST_CHILDREN - MOST_RESTS - most - InFlight.mostQueued(most);
    return account.leaving() >= room;
  }

  private Outcome ended(MergedListing listing, InFlight flight) throws InterruptedException {
    flight.awaitAll();
    if (listing.ended()) return account.closed(List.of());
    if (listing.passed() == null) {
      return new Outcome.Released("left before anything was done", Duration.ZERO);
    }
    return account.closed(rest(listing));
  }

  private List<NewUnit> rest(MergedListing listing) throws InterruptedException {
    String passed = requireNonNull(listing.passed());
    Optional<Range> rest = Rest.of(range, passed);
    if (rest.isEmpty()) return List.of();
    List<Range> parts = listing.endInSight() ? List.of(rest.get()) : parts(rest.get(), passed);
    return parts.stream().map(part -> new NewUnit(part, unit.claim().tier())).toList();
  }

  private List<Range> parts(Range rest, String passed) throws InterruptedException {
    double share = Share.upTo(passed, range, alphabet);
    if (share >= (budget.copiesOver() ? LEAVES_ONE : HALF)) return List.of(rest);
    return share < CORNER && !unit.leaving() ? halfway(rest) : Rest.cut(rest, MOST_RESTS, alphabet);
  }

  private List<Range> halfway(Range rest) throws InterruptedException {
    try {
      return Halfway.of(rest, alphabet, new SingleKeys(work.ends(), work.retries()))
          .map(bound -> Rest.at(rest, bound))
          .orElse(List.of(rest));
    } catch (StoreException e) {
      return Rest.cut(rest, MOST_RESTS, alphabet); // who does not know cuts as if names were spread
    }
  }

  /** What was copied is equal when the range is tried again, so nothing of it counts now. */
  private Outcome listingFailed(StoreException e, MergedListing listing, InFlight flight)
      throws InterruptedException {
    if (unit.leaving() && e.failure().worthRetrying()) return ended(listing, flight);
    flight.awaitAll();
    return new Outcome.Failed(e.failure(), String.valueOf(e.getMessage()));
  }
}
