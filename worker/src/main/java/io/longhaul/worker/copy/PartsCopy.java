package io.longhaul.worker.copy;

import io.longhaul.claim.InHand;
import io.longhaul.s3.ListedPart;
import io.longhaul.s3.PartWritten;
import io.longhaul.s3.StoreException;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Assembly;
import io.longhaul.unit.Payload.Parts;
import io.longhaul.unit.Tally;
import io.longhaul.worker.walk.Budget;
import io.longhaul.worker.walk.CopySettings;
import io.longhaul.worker.walk.InFlight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Copies some parts of a large object, but for those that are there already.
 *
 * <p>If the source is not any more what its parts are taken from, no part of it is of use: then the
 * upload is aborted, which tells whoever joins the parts to begin anew, and the unit is done.
 */
public final class PartsCopy {
  /**
   * A part is large: so many in flight are as many bytes as anybody takes at once, and what is lost
   * with a worker.
   */
  private static final int MOST_AT_ONCE = 8;

  private final InHand unit;
  private final Assembly of;
  private final Parts parts;
  private final CopyOne one;
  private final CopySettings settings;
  private final Budget budget;

  /** The first failure; under this object's lock. */
  private Outcome.@Nullable Failed failed;

  private volatile boolean ended;

  public PartsCopy(InHand unit, Parts parts, CopyOne one, CopySettings settings) {
    this.unit = unit;
    this.of = parts.of();
    this.parts = parts;
    this.one = one;
    this.settings = settings;
    this.budget = new Budget(unit.job().unit(), unit.time());
  }

  public Outcome run() throws InterruptedException {
    try {
      List<Integer> missing = missing(there());
      return outcome(missing, copy(missing));
    } catch (StoreException e) {
      return new Outcome.Failed(e.failure(), String.valueOf(e.getMessage()));
    }
  }

  /** Those that are there; empty: there is no such upload any more. */
  private Optional<Set<Integer>> there() throws InterruptedException {
    return new PartList(one, of)
        .between(parts.first(), parts.last())
        .map(all -> all.stream().map(ListedPart::number).collect(Collectors.toSet()));
  }

  /** Without an upload nothing is missing: it was aborted, or joined already. */
  private List<Integer> missing(Optional<Set<Integer>> there) {
    List<Integer> missing = new ArrayList<>();
    if (there.isEmpty()) return missing;
    for (int number = parts.first(); number <= parts.last(); number++) {
      if (!there.get().contains(number)) missing.add(number);
    }
    return missing;
  }

  private int copy(List<Integer> missing) throws InterruptedException {
    int begun = 0;
    int atOnce = Math.min(MOST_AT_ONCE, settings.copiesAtOnce());
    try (InFlight flight = new InFlight(unit.time(), atOnce)) {
      for (int number : missing) {
        boolean enough = begun > 0 && budget.over();
        if (unit.leaving() || enough || ended || failure().isPresent()) break;
        begun++;
        budget.copy();
        flight.start("part", () -> copy(number));
      }
      flight.awaitAll();
    }
    return begun;
  }

  private void copy(int number) throws InterruptedException {
    try {
      PartWritten written = one.part(of, number);
      switch (written) {
        case PartWritten.Stored stored -> {}
        case PartWritten.NoUpload gone -> ended = true;
        case PartWritten.Changed changed -> sourceChanged();
        case PartWritten.Missing missing -> sourceChanged();
      }
    } catch (StoreException e) {
      failed(e);
    }
  }

  /**
   * What says so of a source that is as it was says so in error, or of one that has changed back:
   * then it is tried again.
   */
  private void sourceChanged() throws InterruptedException {
    if (one.isStill(of)) {
      failed(
          new StoreException(
              FailureClass.SOURCE_CHANGED,
              "Changed",
              "'%s' changed while it was copied in parts".formatted(of.object().key()),
              null));
      return;
    }
    one.abort(of);
    ended = true;
  }

  private synchronized void failed(StoreException e) {
    if (failed == null) {
      failed = new Outcome.Failed(e.failure(), String.valueOf(e.getMessage()));
    }
  }

  private synchronized Optional<Outcome.Failed> failure() {
    return Optional.ofNullable(failed);
  }

  /** Parts that were copied stay; a unit that is tried again does what is left. */
  private Outcome outcome(List<Integer> missing, int begun) throws InterruptedException {
    if (ended) return new Outcome.Done(Tally.NONE);
    Optional<Outcome.Failed> failure = failure();
    if (failure.isPresent()) {
      if (unit.leaving() && failure.get().failure().worthRetrying()) return released();
      // what was not answered in time may have arrived all the same, and then nothing has failed
      return missing(there()).isEmpty() ? new Outcome.Done(Tally.NONE) : failure.get();
    }
    if (begun == missing.size()) return new Outcome.Done(Tally.NONE);
    if (begun == 0) return released();
    return new Outcome.Split(Tally.NONE, rest(missing.subList(begun, missing.size())));
  }

  private static Outcome released() {
    return new Outcome.Released("left before all parts were copied", Duration.ZERO);
  }

  /** In two, so that others can help; what lies between may be there, and is looked for. */
  private List<NewUnit> rest(List<Integer> left) {
    int half = left.size() / 2;
    List<NewUnit> units = new ArrayList<>();
    if (half > 0) units.add(Parting.unit(one.route(), of, left.getFirst(), left.get(half - 1)));
    units.add(Parting.unit(one.route(), of, left.get(half), left.getLast()));
    return units;
  }
}
