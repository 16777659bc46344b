package io.longhaul.worker.copy;

import io.longhaul.claim.InHand;
import io.longhaul.claim.UnitHandler;
import io.longhaul.job.S3CopyJob;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.worker.walk.Account;
import io.longhaul.worker.walk.CopySettings;
import io.longhaul.worker.walk.CopyStores;
import io.longhaul.worker.walk.Ends;
import io.longhaul.worker.walk.KeysWalk;
import io.longhaul.worker.walk.RangeCut;
import io.longhaul.worker.walk.RangeWalk;
import io.longhaul.worker.walk.SliceCut;
import io.longhaul.worker.walk.UnderWay;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Does the units of {@code s3-copy}: after it, each object of the unit is at its target, or
 * accounted for, or has left in a unit of its own.
 *
 * <p>Throws {@link io.longhaul.claim.SessionOver} and {@link io.longhaul.access.CredentialsRefused}
 * through: then nothing of the unit counts, and none of its tasks runs any more.
 */
public final class CopyHandler implements UnitHandler {
  private final CopyStores stores;
  private final CopySettings settings;
  private final CopyMeters meters;
  private final RandomGenerator random;

  /**
   * @param random asked by many threads at once
   */
  public CopyHandler(
      CopyStores stores, CopySettings settings, MeterRegistry registry, RandomGenerator random) {
    this.stores = stores;
    this.settings = settings;
    this.meters = new CopyMeters(registry, S3CopyJob.KIND);
    this.random = random;
  }

  @Override
  public Outcome handle(InHand unit) throws InterruptedException {
    if (!(unit.job().options() instanceof S3CopyJob job)) {
      throw new IllegalArgumentException(
          unit.claim().ref() + " is of a job of " + unit.job().kind());
    }
    Ends ends = Ends.of(job, stores.of(job).within(unit.allowance()));
    UnderWay work = UnderWay.of(unit, ends, settings, random, Account.of(unit.claim().payload()));
    CopyOne one =
        new CopyOne(
            ends,
            Route.of(job, ends, settings, unit.time().now()),
            new Rules(job, unit.began(), false, settings.serverSide().above()),
            settings.decisions(),
            work.retries(),
            meters);
    return switch (unit.claim().payload()) {
      case Payload.Range range -> {
        Optional<Outcome> cut = range.uncut() ? new RangeCut(work, range).run() : Optional.empty();
        yield cut.isPresent()
            ? cut.get()
            : new RangeWalk(work, range, job, new RangeCopy(work, one)).run();
      }
      case Payload.Keys keys ->
          new KeysWalk(work, keys, object -> one.bring(object.key()), new Parting(one)).run();
      case Payload.Parts parts -> new PartsCopy(unit, parts, one, settings).run();
      case Payload.Complete complete -> new Joining(unit, complete, one).run();
      case Payload.Slice slice -> new SliceCut(work, slice, job.source()).run();
      case Payload.Root root -> throw foreign(unit);
      case Payload.Items items -> throw foreign(unit);
    };
  }

  private static IllegalArgumentException foreign(InHand unit) {
    return new IllegalArgumentException(
        "%s: s3-copy has no such units as %s"
            .formatted(unit.claim().ref(), unit.claim().payload()));
  }
}
