package io.longhaul.coordinator.plan;

import io.longhaul.access.Need;
import io.longhaul.access.NoAccess;
import io.longhaul.coordinator.BucketLook;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.submit.Preflight;
import io.longhaul.coordinator.submit.RouteChoice;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.kind.Kind;
import io.longhaul.partition.Sampler;
import io.longhaul.partition.census.Census;
import io.longhaul.partition.census.Counted;
import io.longhaul.partition.census.KeySpace;
import io.longhaul.price.Bill;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.StoreException;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StoreAt;
import io.longhaul.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Looks at both ends of a job and at the stack, and reckons; it only reads. */
public final class Planning {
  /** The same keys give the same answer. */
  private static final long SEED = 20_261_101;

  /**
   * Of one worker, where nobody measured it: 4 units of the medium tier at once, 32 requests each,
   * 60 ms a request. The machine could do more: a copy takes about 120 µs of a core.
   */
  public static final String COPIES_PER_SECOND = "2000";

  private static final int MOST_SOURCE_REQUESTS = 1_000;
  private static final int MOST_TARGET_REQUESTS = 100;
  private static final Duration SOURCE_LOOK = Duration.ofSeconds(20);
  private static final Duration TARGET_LOOK = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofSeconds(6);

  private final Stack stack;
  private final Job asked;
  private final Kind kind;
  private S3CopyJob copy;

  /**
   * @throws CommandFailed if the job's kind has no objects to plan for
   */
  public Planning(Stack stack, Job job, Kind kind) {
    if (!(job.options() instanceof S3CopyJob options)) {
      throw CommandFailed.misused(
          "kind: '%s' copies nothing, so there is nothing to reckon; plan is for s3-copy"
              .formatted(job.kind()));
    }
    this.stack = stack;
    this.asked = job;
    this.kind = kind;
    this.copy = options;
  }

  /**
   * Looks and reckons.
   *
   * @throws CommandFailed if the source cannot be read
   */
  public Plan plan(List<Integer> workers, int copiesPerSecond, Machine machine)
      throws InterruptedException {
    long begun = stack.time().nanos();
    Side source = source();
    new Preflight(stack).checkCustomerKeys(copy);
    RouteChoice.Chosen route = new RouteChoice(stack).of(copy);
    copy = copy.with(route.route());
    Job job = new Job(copy, asked.unit(), asked.caps());
    Side target = target();
    Counted counted = source.counted().orElseThrow();
    boolean streamed = copy.streamed();
    UnitCount units =
        (copy.cut() instanceof Cut.Manifest
                ? UnitCount.ofRows(job, counted.objects().about())
                : UnitCount.of(job, kind, counted.slices()))
            .withParts(counted.large(), streamed);
    double objects = counted.objects().about();
    Pace pace = new Pace(objects, streamed ? counted.bytes().about() : 0, units, copiesPerSecond);
    Plan.Permissions permissions = permissions(job, target);
    Costs costs = new Costs(copy, source, target, units, stack.engines().region());
    Duration looked = Duration.ofNanos(stack.time().nanos() - begun);
    return new Plan(
        new Plan.Sides(job.kind(), source, target, route, Keeps.of(copy)),
        looked,
        units,
        new Plan.Bills(costs.store(), costs.transfer(), Bill.ofUnits(units.all())),
        new Plan.Times(pace, machine, workers.stream().map(pace::fleet).toList()),
        permissions,
        new PlanNotes(stack, job, copy, source, target).all());
  }

  private Side source() throws InterruptedException {
    S3Location at = copy.source();
    BucketLook.Seen bucket;
    StoreAt there = stack.source(copy);
    try {
      bucket =
          BucketLook.at(there.store(), at, Deadline.in(stack.time(), LOOK))
              .orElseThrow(() ->
                  CommandFailed.failed(
                      "source: there is no bucket '%s' at %s"
                          .formatted(at.bucket(), there.where())));
      Counted counted =
          copy.cut() instanceof Cut.Manifest manifest
              ? new ListCount(there.store(), Deadline.in(stack.time(), SOURCE_LOOK)).of(manifest)
              : census(there, KeySpace.of(at, copy.cut()), MOST_SOURCE_REQUESTS, SOURCE_LOOK);
      return new Side(at, true, there.isAws(), bucket.region(), Optional.of(counted), "");
    } catch (IOException e) {
      throw CommandFailed.failed("cut.manifest: " + e.getMessage());
    } catch (StoreException | NoAccess e) {
      throw CommandFailed.failed("source: %s cannot be read: %s".formatted(at, e.getMessage()));
    }
  }

  private Side target() throws InterruptedException {
    S3Location at = copy.target();
    Optional<String> region = Optional.empty();
    StoreAt there = stack.target(copy);
    try {
      Optional<BucketLook.Seen> bucket =
          BucketLook.at(there.store(), at, Deadline.in(stack.time(), LOOK));
      if (bucket.isEmpty()) {
        String make = new Preflight(stack).make(at);
        return new Side(
            at,
            false,
            there.isAws(),
            region,
            Optional.empty(),
            "there is no such bucket yet; " + make);
      }
      region = bucket.get().region();
      Counted counted = census(there, KeySpace.of(at), MOST_TARGET_REQUESTS, TARGET_LOOK);
      return new Side(at, true, there.isAws(), region, Optional.of(counted), "");
    } catch (StoreException | NoAccess e) {
      return new Side(
          at, true, there.isAws(), region, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private Counted census(StoreAt at, KeySpace space, int requests, Duration time)
      throws InterruptedException {
    Deadline deadline = Deadline.in(stack.time(), time);
    Sampler sampler = new Sampler(at.store(), requests, stack.time(), deadline);
    return Census.of(space, sampler, ListRequest.MOST_KEYS, new Random(SEED));
  }

  private Plan.Permissions permissions(Job job, Side target) throws InterruptedException {
    Tries tries = new Tries(stack.time());
    Deadline deadline = Deadline.in(stack.time(), LOOK);
    Set<Need> wanted = new LinkedHashSet<>(kind.needs(job));
    wanted.addAll(kind.tidying(job));
    List<Need> notTried =
        new ArrayList<>(
            new StoreNeeds(stack.source(copy).store(), stack.target(copy).store(), copy, deadline)
                .addTo(tries, List.copyOf(wanted), target));
    StackNeeds needs = new StackNeeds(stack);
    needs.addTo(tries);
    notTried.addAll(needs.writes());
    return new Plan.Permissions(tries.run(), notTried);
  }
}
