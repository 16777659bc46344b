package io.longhaul.worker.walk;

import io.longhaul.claim.InHand;
import io.longhaul.ledger.Settlement;
import io.longhaul.partition.Survey;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.StoreException;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Range;
import io.longhaul.unit.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;

/**
 * Cuts a range where its keys lie, before anything of it is copied. Another worker that looks again
 * may cut elsewhere: only the first to settle hands anything on.
 */
public final class RangeCut implements Survey.Pages {
  private final UnderWay work;
  private final InHand unit;
  private final Range range;
  private final Look look;

  /** Asks for one page of keys. */
  public interface Look {
    ListPage page(ListRequest request) throws InterruptedException;
  }

  /** By the keys of the source. */
  public RangeCut(UnderWay work, Range range) {
    this(work, range, request -> source(work, request));
  }

  public RangeCut(UnderWay work, Range range, Look look) {
    this.work = work;
    this.unit = work.unit();
    this.range = range;
    this.look = look;
  }

  private static ListPage source(UnderWay work, ListRequest request) throws InterruptedException {
    return work.retries().send(deadline -> work.ends().from().list(request, deadline));
  }

  /** What became of it; empty: it is no larger than one unit, and is best copied as it is. */
  public Optional<Outcome> run() throws InterruptedException {
    try {
      if (unit.leaving()) return Optional.of(released());
      List<Range> ranges =
          Survey.of(
              work.ends().sourceBucket(),
              range,
              unit.job().unit().objects(),
              Settlement.Split.MOST_CHILDREN,
              this);
      return ranges.size() < 2 ? Optional.empty() : Optional.of(split(ranges));
    } catch (StoreException e) {
      boolean itself = unit.leaving() && e.failure().worthRetrying();
      return Optional.of(
          itself ? released() : new Outcome.Failed(e.failure(), String.valueOf(e.getMessage())));
    }
  }

  private Outcome split(List<Range> ranges) {
    List<NewUnit> children =
        ranges.stream().map(part -> new NewUnit(part, unit.claim().tier())).toList();
    return new Outcome.Split(Tally.NONE, children);
  }

  private static Outcome released() {
    return new Outcome.Released("left before anything was done", Duration.ZERO);
  }

  @Override
  public List<ListPage> all(List<ListRequest> requests) throws InterruptedException {
    return each(requests, (i, page) -> page);
  }

  /** Pages are asked for side by side, as many at once as a unit may copy. */
  @Override
  public <T> List<T> each(List<ListRequest> requests, BiFunction<Integer, ListPage, T> to)
      throws InterruptedException {
    AtomicReferenceArray<T> seen = new AtomicReferenceArray<>(requests.size());
    try (InFlight flight = new InFlight(unit.time(), work.settings().copiesAtOnce())) {
      for (int i = 0; i < requests.size(); i++) {
        int place = i;
        flight.start(
            "look", () -> seen.set(place, to.apply(place, look.page(requests.get(place)))));
      }
      flight.awaitAll();
    }
    List<T> all = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) all.add(seen.get(i));
    return all;
  }
}
