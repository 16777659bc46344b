package io.longhaul.worker.verify;

import io.longhaul.claim.InHand;
import io.longhaul.claim.UnitHandler;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.verify.BytesSoFar;
import io.longhaul.worker.copy.CopyMeters;
import io.longhaul.worker.copy.CopyOne;
import io.longhaul.worker.copy.Joining;
import io.longhaul.worker.copy.Parting;
import io.longhaul.worker.copy.PartsCopy;
import io.longhaul.worker.copy.Route;
import io.longhaul.worker.copy.Rules;
import io.longhaul.worker.walk.Account;
import io.longhaul.worker.walk.CopySettings;
import io.longhaul.worker.walk.CopyStores;
import io.longhaul.worker.walk.Ends;
import io.longhaul.worker.walk.Fared;
import io.longhaul.worker.walk.KeysWalk;
import io.longhaul.worker.walk.RangeCut;
import io.longhaul.worker.walk.RangeWalk;
import io.longhaul.worker.walk.SliceCut;
import io.longhaul.worker.walk.UnderWay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;

/**
 * Does the units of {@code s3-verify}: after it, each object of the unit was found equal, is not
 * meant, or has left in a unit of its own.
 *
 * <p>A difference goes three ways. A range that lists it hands it on by name; looked at again by
 * itself, what still differs is handed on with a note of it; and that unit dies, for a person to
 * see. Once redriven, it is copied, in parts if it is large.
 */
public final class VerifyHandler implements UnitHandler {
  /** In bytes of either side, a few seconds of them. */
  private static final long SOON = 256L << 20;

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
      case Payload.Range range -> range(work(unit, job), job, range);
      case Payload.Keys keys -> keys(unit, job, keys);
      case Payload.Parts parts ->
          new PartsCopy(unit, parts, copying(work(unit, job), job), settings).run();
      case Payload.Complete complete ->
          new Joining(unit, complete, copying(work(unit, job), job)).run();
      case Payload.Slice slice -> new SliceCut(work(unit, job), slice, job.source()).run();
      case Payload.Root root -> throw foreign(unit);
      case Payload.Items items -> throw foreign(unit);
    };
  }

  private Outcome range(UnderWay work, S3VerifyJob job, Payload.Range range)
      throws InterruptedException {
    BothSides sides = new BothSides(work.ends(), work.retries());
    Optional<Outcome> cut =
        range.uncut() ? new RangeCut(work, range, sides::page).run() : Optional.empty();
    return cut.isPresent()
        ? cut.get()
        : new RangeWalk(work, range, job, new RangeVerify(work, one(work, job))).run();
  }

  private Outcome keys(InHand unit, S3VerifyJob job, Keys keys) throws InterruptedException {
    Noted noted = new Noted(keys);
    if (noted.found() && unit.claim().redriven() == 0) return noted.died();
    UnderWay work = work(unit, job);
    VerifyOne one = one(work, job);
    CopyOne copying = copying(work, job);
    Repair repair =
        new Repair(
            new Looking(work.ends(), work.retries()),
            comparison(work, job, left -> unit.leaving()),
            copying,
            settings.decisions());
    Outcome outcome =
        new KeysWalk(work, keys, object -> each(object, one, repair), new Parting(copying)).run();
    if (!(outcome instanceof Outcome.Split split) || !noted.sameAs(split)) return outcome;
    return keys.alone() == null
        ? new Outcome.Released("left before anything was done", Duration.ZERO)
        : noted.died();
  }

  private static Fared each(Payload.Listed object, VerifyOne one, Repair repair)
      throws InterruptedException {
    String note = object.note();
    Optional<BytesSoFar> known = note == null ? Optional.empty() : BytesSoFar.read(note);
    return note == null || known.isPresent() ? one.named(object.key(), known) : repair.of(object);
  }

  private UnderWay work(InHand unit, S3VerifyJob job) {
    Ends ends = Ends.of(job, stores.of(job).within(unit.allowance()));
    Account account = Account.comparing(unit.claim().payload());
    return UnderWay.of(unit, ends, settings, random, account);
  }

  private VerifyOne one(UnderWay work, S3VerifyJob job) {
    return new VerifyOne(
        new Looking(work.ends(), work.retries()),
        comparison(work, job, left -> leaves(work, left)),
        settings.decisions(),
        meters);
  }

  /** What is left of an object is read to its end where that is soon. */
  private static boolean leaves(UnderWay work, long left) {
    return work.unit().leaving() || left > SOON && work.budget().timeOver();
  }

  /** Copies what a person has seen to differ. */
  private CopyOne copying(UnderWay work, S3VerifyJob job) {
    S3CopyJob repairing = job.repairing();
    InHand unit = work.unit();
    return new CopyOne(
        work.ends(),
        Route.of(repairing, work.ends(), settings, unit.time().now()),
        new Rules(repairing, unit.began(), true, settings.serverSide().above()),
        settings.decisions(),
        work.retries(),
        copies);
  }

  private static Comparison comparison(UnderWay work, S3VerifyJob job, LongPredicate leave) {
    return new Comparison(
        job,
        new SideBytes(work.ends(), work.retries(), leave),
        Kept.of(job, work.ends(), work.retries()));
  }

  private static IllegalArgumentException foreign(InHand unit) {
    return new IllegalArgumentException(
        "%s: s3-verify has no such units as %s"
            .formatted(unit.claim().ref(), unit.claim().payload()));
  }
}
