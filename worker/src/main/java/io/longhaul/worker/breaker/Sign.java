package io.longhaul.worker.breaker;

import io.longhaul.job.S3VerifyJob;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Tally;

/**
 * What a unit's outcome says of the place where its run works: of the stores, the buckets and the
 * rights to them, which are the same for all its units. Nowhere else is this decided.
 */
sealed interface Sign {
  /** Something was brought to the target, or found equal where that is all there is to do. */
  record Works() implements Sign {}

  /** It failed, and others will fail alike until somebody puts the place right. */
  record Fails(Outcome.Failed failed) implements Sign {}

  /**
   * Neither: it failed by itself, or had nothing to do that could have failed.
   *
   * <p>So do objects that failed while others of their unit did not, and fail again for the same
   * reason: they die, one by one, or a run with a few such objects would never end.
   */
  record Nothing() implements Sign {}

  static Sign of(Claim claim, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> of(claim, done.tally());
      case Outcome.Split split ->
          split.failed().isPresent() ? of(claim, split.failed().get()) : of(claim, split.tally());
      case Outcome.Failed failed -> of(claim, failed);
      case Outcome.Released released -> new Nothing();
    };
  }

  /**
   * What is equal, or empty, was found without a write: it would be so were writing denied. Where
   * nothing is to be written that is all there is to succeed.
   */
  private static Sign of(Claim claim, Tally tally) {
    // parts count nothing, though each of them is a write
    if (claim.payload() instanceof Payload.Parts) return new Works();
    boolean reads = claim.kind().equals(S3VerifyJob.KIND) && tally.objects(Fate.EQUAL) > 0;
    return reads || tally.objects(Fate.COPIED) > 0 ? new Works() : new Nothing();
  }

  private static Sign of(Claim claim, Outcome.Failed failed) {
    boolean alone =
        claim.payload() instanceof Payload.Keys keys && keys.alone() == failed.failure();
    return alone || !ofThePlace(failed.failure()) ? new Nothing() : new Fails(failed);
  }

  /**
   * Whether failures of this class come of the place, so that the same unit succeeds when it has
   * been put right; the others are matters of one object, of one unit or of our own.
   */
  static boolean ofThePlace(FailureClass failure) {
    return switch (failure) {
      // a permission, the store's or the network's state, room, a bucket and its region
      case DENIED, UNAVAILABLE, STORAGE, REFUSED -> true;
      // the workers' settings
      case NOT_ALLOWED -> true;
      // what a command makes of its item
      case COMMAND_FAILED, COMMAND_REFUSED -> false;
      // an object's bytes, its writers, its name, its size, where it lies
      case CORRUPT, SOURCE_CHANGED, UNSAFE_NAME, COLLISION, TOO_LARGE, ARCHIVED -> false;
      // how a store lists: nobody puts that right, and waiting does not
      case UNORDERED_LISTING -> false;
      // what other units did not do
      case PARTS_MISSING -> false;
      // what was looked for, and found
      case DIFFERENT, MISSING, EXTRA -> false;
      // the unit itself, or a program that others must replace
      case KILLED_WORKERS, DEFECT -> false;
    };
  }

  /** What a person should do about the place. */
  static String remedy(FailureClass failure) {
    return switch (failure) {
      case DENIED -> "grant what is named";
      case UNAVAILABLE -> "wait, or see to the store and the way to it";
      case STORAGE -> "make room at the target";
      case REFUSED -> "see to bucket and region";
      case NOT_ALLOWED -> "have the workers allow it";
      case CORRUPT,
          COMMAND_FAILED,
          COMMAND_REFUSED,
          SOURCE_CHANGED,
          UNSAFE_NAME,
          TOO_LARGE,
          ARCHIVED,
          COLLISION,
          UNORDERED_LISTING,
          PARTS_MISSING,
          DIFFERENT,
          MISSING,
          EXTRA,
          KILLED_WORKERS,
          DEFECT ->
          throw new IllegalArgumentException(failure + " is not of the place");
    };
  }
}
