package io.longhaul.worker.verify;

import io.longhaul.claim.InHand;
import io.longhaul.claim.UnitHandler;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.worker.copy.CopyMeters;
import io.longhaul.worker.copy.Route;
import io.longhaul.worker.walk.Account;
import io.longhaul.worker.walk.CopySettings;
import io.longhaul.worker.walk.CopyStores;
import io.longhaul.worker.walk.Ends;
import io.longhaul.worker.walk.KeysWalk;
import io.longhaul.worker.walk.RangeWalk;
import io.longhaul.worker.walk.UnderWay;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.random.RandomGenerator;

/**
 * Does the units of {@code s3-verify}: after it, each object of the unit was found equal, or has
 * left in a unit of its own.
 *
 * <p>A difference goes three ways. A range that lists it hands it on by name; looked at again by
 * itself, what still differs is handed on with a note of it; and that unit dies, for a person to
 * see. Once redriven, it is copied.
 */
public final class VerifyHandler implements UnitHandler {
  private final CopyStores stores;
  private final CopySettings settings;
  private final VerifyMeters meters;
  private final CopyMeters copies;
  private final RandomGenerator random;

  /**
   * @param random asked by many threads at once
   */
  public VerifyHandler(
      CopyStores stores, CopySettings settings, MeterRegistry registry, RandomGenerator random) {
    this.stores = stores;
    this.settings = settings;
    this.meters = new VerifyMeters(registry);
    this.copies = new CopyMeters(registry, S3VerifyJob.KIND);
    this.random = random;
  }

  @Override
  public Outcome handle(InHand unit) throws InterruptedException {
    if (!(unit.job().options() instanceof S3VerifyJob job)) {
      throw new IllegalArgumentException(
          unit.claim().ref() + " is of a job of " + unit.job().kind());
    }
    return switch (unit.claim().payload()) {
      case Payload.Range range -> {
        UnderWay work = work(unit, job);
        yield new RangeWalk(work, range, job, new RangeVerify(work, one(work, job))).run();
      }
      case Payload.Keys keys -> keys(unit, job, keys);
      case Payload.Root root -> throw foreign(unit);
      case Payload.Parts parts -> throw foreign(unit);
      case Payload.Complete complete -> throw foreign(unit);
      case Payload.Slice slice -> throw foreign(unit);
      case Payload.Items items -> throw foreign(unit);
    };
  }

  private Outcome keys(InHand unit, S3VerifyJob job, Keys keys) throws InterruptedException {
    Noted noted = new Noted(keys);
    if (noted.found() && unit.claim().redriven() == 0) return noted.died();
    UnderWay work = work(unit, job);
    VerifyOne one = one(work, job);
    Repair repair = repair(work, job);
    Outcome outcome =
        new KeysWalk(
                work,
                keys,
                object -> object.note() == null ? one.again(object.key()) : repair.of(object.key()))
            .run();
    return outcome instanceof Outcome.Split split && noted.sameAs(split) ? noted.died() : outcome;
  }

  private UnderWay work(InHand unit, S3VerifyJob job) {
    Ends ends = Ends.of(job, stores.of(job).within(unit.allowance()));
    Account account = Account.comparing(unit.claim().payload());
    return UnderWay.of(unit, ends, settings, random, account);
  }

  private VerifyOne one(UnderWay work, S3VerifyJob job) {
    return new VerifyOne(
        new Looking(work.ends(), work.retries()),
        comparison(work, job),
        settings.decisions(),
        meters);
  }

  private Repair repair(UnderWay work, S3VerifyJob job) {
    return new Repair(
        new Looking(work.ends(), work.retries()),
        comparison(work, job),
        Route.of(job.repairing(), work.ends(), work.settings(), work.unit().time().now()),
        work.retries(),
        settings.decisions(),
        copies);
  }

  private static Comparison comparison(UnderWay work, S3VerifyJob job) {
    return new Comparison(job.compare(), work.ends(), work.retries());
  }

  private static IllegalArgumentException foreign(InHand unit) {
    return new IllegalArgumentException(
        "%s: s3-verify has no such units as %s"
            .formatted(unit.claim().ref(), unit.claim().payload()));
  }
}
