package io.longhaul.worker.walk;

import io.longhaul.claim.InHand;
import io.longhaul.ledger.Settlement;
import io.longhaul.s3.Expect;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.StoreException;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deals with objects by name; those that fail alike leave together, and if all of them fail alike,
 * the unit does.
 */
public final class KeysWalk {
  /** Keys are parted by their size too: a payload holds little more than one unit may. */
  private static final int SLACK = 3;

  private final UnderWay work;
  private final InHand unit;
  private final Account account;
  private final Budget budget;
  private final Keys keys;
  private final Each each;
  private final @Nullable Large large;

  /** Deals with one object that is known by its name only. */
  public interface Each {
    Fared deal(Listed object) throws InterruptedException;
  }

  /** Begins the copy of a single large object. */
  public interface Large {
    /**
     * @param object as it was counted
     * @param source as it was decided on
     * @param expect what was seen at the target
     * @return empty: it is not any more what was decided on
     */
    Optional<Outcome> begin(Listed object, int turn, ListedObject source, Expect expect)
        throws InterruptedException;
  }

  public KeysWalk(UnderWay work, Keys keys, Each each) {
    this(work, keys, each, null);
  }

  /**
   * @param large begins the copy of a single large object; null: none is copied in parts
   */
  public KeysWalk(UnderWay work, Keys keys, Each each, @Nullable Large large) {
    this.work = work;
    this.unit = work.unit();
    this.account = work.account();
    this.budget = work.budget();
    this.keys = keys;
    this.each = each;
    this.large = large;
  }

  public Outcome run() throws InterruptedException {
    boolean single = keys.objects().size() == 1;
    return single && large != null ? alone(keys.objects().getFirst(), large) : together();
  }

  /** One object: if it is large, its copy in parts begins here. */
  private Outcome alone(Listed object, Large parts) throws InterruptedException {
    if (unit.leaving()) return released();
    account.came(Fate.RECEIVED, object.size());
    for (int made = 0; made < work.settings().decisions(); made++) {
      Fared fared = each.deal(object);
      Optional<Outcome> begun =
          fared instanceof Fared.InParts found ? begin(object, found, parts) : fared(object, fared);
      if (begun.isPresent()) return begun.get();
    }
    return new Outcome.Failed(
        FailureClass.SOURCE_CHANGED,
        "'%s' changed before each of %d copies in parts"
            .formatted(object.key(), work.settings().decisions()));
  }

  private Optional<Outcome> begin(Listed object, Fared.InParts found, Large parts)
      throws InterruptedException {
    try {
      return parts.begin(object, keys.turn(), found.source(), found.expect());
    } catch (StoreException e) {
      return fared(object, new Fared.Failed(e.failure(), String.valueOf(e.getMessage())));
    }
  }

  private Optional<Outcome> fared(Listed object, Fared fared) {
    account.fared(object, fared);
    return Optional.of(ended());
  }

  private Outcome together() throws InterruptedException {
    int begun = 0;
    try (InFlight flight = new InFlight(unit.time(), work.settings().copiesAtOnce())) {
      for (Listed object : keys.objects()) {
        account.came(Fate.RECEIVED, object.size());
        if (unit.leaving() || begun > 0 && (budget.over() || full())) {
          account.unbegun(object);
          continue;
        }
        begun++;
        budget.copy();
        flight.start("key", () -> account.fared(object, each.deal(object)));
      }
      flight.awaitAll();
    }
    if (begun == 0) return released();
    return begun < keys.objects().size() ? account.closed(List.of()) : ended();
  }

  /**
   * Whether what leaves so far, what is in flight, were all of it to leave alone as large objects
   * do, and what is not begun would no longer fit into one split.
   */
  private boolean full() {
    int unbegun = Math.ceilDiv(keys.objects().size(), Leftovers.MOST_KEYS) + SLACK;
    int room = Settlement.Split.MOST_CHILDREN - work.settings().copiesAtOnce() - unbegun;
    return account.leaving() >= room;
  }

  /** A split must be smaller than its unit: one class of failures and nothing else is no split. */
  private Outcome ended() {
    Tally tally = account.tally();
    Map<FailureClass, String> failures = account.failures();
    boolean allFailed = tally.objects(Fate.FORWARDED) == keys.objects().size();
    if (!allFailed || failures.size() != 1 || account.differs()) return account.closed(List.of());
    Map.Entry<FailureClass, String> failure = failures.entrySet().iterator().next();
    if (unit.leaving() && failure.getKey().worthRetrying()) return released();
    return new Outcome.Failed(failure.getKey(), failure.getValue());
  }

  private static Outcome released() {
    return new Outcome.Released("left before anything was done", Duration.ZERO);
  }
}
