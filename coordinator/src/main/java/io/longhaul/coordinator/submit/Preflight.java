package io.longhaul.coordinator.submit;

import io.longhaul.coordinator.BucketLook;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.Job;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.S3Sides;
import io.longhaul.job.StoreAccess;
import io.longhaul.s3.ConditionProbe;
import io.longhaul.s3.Conditions;
import io.longhaul.s3.StoreException;
import io.longhaul.stack.LeftOut;
import io.longhaul.stack.LocalCloud;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StoreAt;
import io.longhaul.time.Deadline;
import java.time.Duration;
import java.util.Optional;

/** What is looked at before a run is registered, so that it does not fail at every unit. */
public final class Preflight {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** A bucket that does not answer by then is one that somebody must look after. */
  private static final Duration LOOK = Duration.ofSeconds(6);

  private final Stack stack;

  public Preflight(Stack stack) {
    this.stack = stack;
  }

  /**
   * Refuses a job whose buckets are not there, as those whom it names for its sides see them.
   *
   * @throws CommandFailed with what to do
   */
  public void checkBuckets(Job job) throws InterruptedException {
    if (job.options() instanceof S3Sides sides) {
      StoreAt from = stack.source(sides);
      if (from.sameServer(stack.target(sides)) && sides.source().overlaps(sides.target())) {
        throw CommandFailed.misused(
            "target: lies on the source's own server and overlaps it, so copies would be copied"
                + " again; write another bucket or prefix");
      }
      checkBucket("source", sides.source(), from);
      checkBucket("target", sides.target(), stack.target(sides));
      checkCustomerKeys(sides);
    }
  }

  /**
   * Refuses a job of which a customer key is not there, or reads none of what it is to read.
   *
   * @throws CommandFailed with where the key lies, and never what lies there
   */
  public void checkCustomerKeys(S3Sides job) throws InterruptedException {
    new CustomerKeyCheck(stack).check(job);
  }

  private void checkBucket(String field, S3Location location, StoreAt at)
      throws InterruptedException {
    boolean there;
    try {
      there = isThere(location, at);
    } catch (StoreException e) {
      throw CommandFailed.misused(
          "%s: bucket '%s' cannot be looked at: %s"
              .formatted(field, location.bucket(), e.getMessage()));
    }
    if (!there) {
      throw CommandFailed.misused(
          "%s: there is no bucket '%s' at %s; %s"
              .formatted(field, location.bucket(), at.where(), make(location)));
    }
  }

  private boolean isThere(S3Location location, StoreAt at) throws InterruptedException {
    Deadline deadline = Deadline.in(stack.time(), LOOK);
    return BucketLook.at(at.store(), location, deadline).isPresent();
  }

  /**
   * What the source's folder holds beside its objects; empty: nothing, or the store keeps no
   * folders.
   */
  public Optional<LeftOut> leftOut(Job job) {
    if (!(job.options() instanceof S3CopyJob copy)) return Optional.empty();
    if (StoreAccess.source(copy).elsewhere()) return Optional.empty();
    return leftOut(copy.source());
  }

  /** As {@link #leftOut(Job)}, before there is a job. */
  public Optional<LeftOut> leftOut(S3Location source) {
    return stack
        .folders()
        .flatMap(folders -> folders.leftOut(source.bucket(), source.prefix(), Optional.empty()))
        .filter(found -> found.all() > 0);
  }

  /** How to make a bucket that is not there. */
  public String make(S3Location location) {
    Optional<LocalCloud> cloud = stack.settings().local().flatMap(LocalCloud::find);
    return cloud
        .map(local -> "make it: mkdir " + local.buckets().resolve(location.bucket()))
        .orElse("make it: aws s3 mb s3://" + location.bucket());
  }

  /**
   * The conditions that the target's engine enforces; empty if the job writes no objects, or the
   * engine did not let itself be probed.
   */
  public Optional<Conditions> conditions(Job job) throws InterruptedException {
    return job.options() instanceof S3CopyJob copy
        ? conditions(stack.target(copy), copy.target().bucket())
        : Optional.empty();
  }

  private Optional<Conditions> conditions(StoreAt at, String bucket) throws InterruptedException {
    Deadline deadline = Deadline.in(stack.time(), LONGEST);
    try {
      return Optional.of(ConditionProbe.conditions(at.store(), at.isAws(), bucket, deadline));
    } catch (StoreException e) {
      return Optional.empty();
    }
  }
}
