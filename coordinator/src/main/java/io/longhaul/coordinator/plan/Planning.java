package io.longhaul.coordinator.plan;

import io.longhaul.access.Need;
import io.longhaul.access.NoAccess;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.LeftOutText;
import io.longhaul.coordinator.submit.Preflight;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.Selection;
import io.longhaul.kind.Kind;
import io.longhaul.partition.Sampler;
import io.longhaul.partition.census.Census;
import io.longhaul.partition.census.Counted;
import io.longhaul.partition.census.KeySpace;
import io.longhaul.price.Bill;
import io.longhaul.price.Prices;
import io.longhaul.price.StoreBill;
import io.longhaul.s3.BucketInfo;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.PartSizes;
import io.longhaul.s3.StoreException;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StoreAt;
import io.longhaul.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Looks at both ends of a job and at the stack, and reckons; it only reads. */
public final class Planning {
  /** The same keys give the same answer. */
  private static final long SEED = 20_261_101;

  /**
   * Of one worker, where nobody measured it: 4 units of the medium tier at once, 32 requests each,
   * 60 ms a request. The machine could do more: a copy takes about 120 µs of a core.
   */
  public static final String COPIES_PER_SECOND = "2000";

  /** One that finds ranges asks for each character that names may go on with. */
  private static final int LISTINGS_OF_A_LOOK = 125;

  /** An object that is known by name only is looked at on both sides. */
  private static final int HEADS_BY_NAME = 2;

  private static final int MOST_SOURCE_REQUESTS = 1_000;
  private static final int MOST_TARGET_REQUESTS = 100;
  private static final Duration SOURCE_LOOK = Duration.ofSeconds(20);
  private static final Duration TARGET_LOOK = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofSeconds(6);

  private final Stack stack;
  private final Job job;
  private final Kind kind;
  private final S3CopyJob copy;

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
    this.job = job;
    this.kind = kind;
    this.copy = options;
  }

  /**
   * Looks and reckons.
   *
   * @throws CommandFailed if the source cannot be read
   */
  public Plan plan(List<Integer> workers, int copiesPerSecond) throws InterruptedException {
    long begun = stack.time().nanos();
    Side source = source();
    Side target = target();
    Counted counted = source.counted().orElseThrow();
    UnitCount units =
        copy.cut() instanceof Cut.Manifest
            ? UnitCount.ofRows(job, counted.objects().about())
            : UnitCount.of(job, kind, counted.slices());
    double objects = counted.objects().about();
    boolean streamed = copy.streamed();
    Pace pace = new Pace(objects, streamed ? counted.bytes().about() : 0, units, copiesPerSecond);
    Plan.Permissions permissions = permissions(target);
    Duration looked = Duration.ofNanos(stack.time().nanos() - begun);
    return new Plan(
        new Plan.Sides(job.kind(), source, target),
        looked,
        units,
        new Plan.Bills(store(source, target, units), Bill.ofUnits(units.all())),
        new Plan.Times(pace, workers.stream().map(pace::fleet).toList()),
        permissions,
        notes(source, target));
  }

  private Side source() throws InterruptedException {
    S3Location at = copy.source();
    BucketInfo bucket;
    StoreAt there = stack.source(copy);
    try {
      bucket =
          there
              .store()
              .bucket(at.bucket(), Deadline.in(stack.time(), LOOK))
              .orElseThrow(() ->
                  CommandFailed.failed(
                      "source: there is no bucket '%s' at %s"
                          .formatted(at.bucket(), there.where())));
      Counted counted =
          copy.cut() instanceof Cut.Manifest manifest
              ? new ListCount(there.store(), Deadline.in(stack.time(), SOURCE_LOOK)).of(manifest)
              : census(there, KeySpace.of(at, copy.cut()), MOST_SOURCE_REQUESTS, SOURCE_LOOK);
      return new Side(at, true, Optional.of(bucket.region()), Optional.of(counted), "");
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
      Optional<BucketInfo> bucket =
          there.store().bucket(at.bucket(), Deadline.in(stack.time(), LOOK));
      if (bucket.isEmpty()) {
        String make = new Preflight(stack).make(at);
        return new Side(
            at, false, region, Optional.empty(), "there is no such bucket yet; " + make);
      }
      region = bucket.map(BucketInfo::region);
      Counted counted = census(there, KeySpace.of(at), MOST_TARGET_REQUESTS, TARGET_LOOK);
      return new Side(at, true, region, Optional.of(counted), "");
    } catch (StoreException | NoAccess e) {
      return new Side(at, true, region, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private Counted census(StoreAt at, KeySpace space, int requests, Duration time)
      throws InterruptedException {
    Deadline deadline = Deadline.in(stack.time(), time);
    Sampler sampler = new Sampler(at.store(), requests, stack.time(), deadline);
    return Census.of(space, sampler, ListRequest.MOST_KEYS, new Random(SEED));
  }

  /**
   * Both sides are listed, a page at least for each unit; only what is to be copied costs more.
   * With a rename only the source is, and the target is asked for each object.
   */
  private StoreBill store(Side source, Side target, UnitCount units) {
    boolean streamed = copy.streamed();
    boolean renames = copy.copy().rename() != null;
    long objects = objects(source);
    if (copy.cut() instanceof Cut.Manifest) {
      return new StoreBill(0, objects, streamed ? objects : 0, HEADS_BY_NAME * objects);
    }
    long pages = (objects + (renames ? 0 : objects(target))) / ListRequest.MOST_KEYS;
    long sides = renames ? 1 : 2;
    long empty = Math.max(0, units.cuts() - units.holding());
    long looks = LISTINGS_OF_A_LOOK * units.looks();
    long lists = sides * (units.working() + empty) + looks + pages;
    return new StoreBill(lists, objects, streamed ? objects : 0, renames ? objects : 0);
  }

  private static long objects(Side side) {
    return side.counted().map(counted -> Math.round(counted.objects().about())).orElse(0L);
  }

  private Plan.Permissions permissions(Side target) throws InterruptedException {
    Tries tries = new Tries(stack.time());
    Deadline deadline = Deadline.in(stack.time(), LOOK);
    List<Need> notTried =
        new ArrayList<>(
            new StoreNeeds(stack.source(copy).store(), stack.target(copy).store(), copy, deadline)
                .addTo(tries, kind.needs(job), target));
    StackNeeds needs = new StackNeeds(stack);
    needs.addTo(tries);
    notTried.addAll(needs.writes());
    return new Plan.Permissions(tries.run(), notTried);
  }

  private List<String> notes(Side source, Side target) {
    List<String> notes = new ArrayList<>();
    if (copy.cut() instanceof Cut.Manifest) {
      notes.add(
          "objects are copied by name: each costs a HEAD at the source and one at the target");
    }
    if (!stack.engines().storeIsAws()) {
      notes.add("the store is not AWS: the cost is what AWS would bill");
    } else if (source.region().filter(Prices.REGION::equals).isEmpty()) {
      notes.add("prices elsewhere than in %s differ a little".formatted(Prices.REGION));
    }
    if (target.region().isPresent() && !source.region().equals(target.region())) {
      notes.add("source and target are in two regions: S3 charges for the transfer too");
    }
    if (source.counted().filter(c -> c.largest() > PartSizes.SERVER_SIDE.above()).isPresent()) {
      notes.add("objects above 1 GiB are copied in parts, which are not yet counted here");
    }
    if (!copy.select().equals(Selection.ALL)) {
      notes.add("what 'select' leaves out is counted here as if it were copied");
    }
    if (copy.copy().rename() != null) {
      notes.add(
          "copy.rename: a HEAD of the target for each object, in place of the target's listing");
    }
    new Preflight(stack)
        .leftOut(job)
        .ifPresent(left ->
            notes.add(
                "the source's folder holds %s; submit needs --leave-out"
                    .formatted(LeftOutText.of(left))));
    return notes;
  }
}
