package io.longhaul.coordinator.plan;

import io.longhaul.job.Cut;
import io.longhaul.job.Keep;
import io.longhaul.job.S3CopyJob;
import io.longhaul.partition.census.Large;
import io.longhaul.price.StoreBill;
import io.longhaul.price.Transfer;
import io.longhaul.s3.ListRequest;
import java.util.Optional;

/**
 * What a job costs of requests and of bytes on their way, if all that was seen is copied.
 *
 * @param workers the region that they are in; empty: they are not in AWS
 */
record Costs(S3CopyJob copy, Side source, Side target, UnitCount units, Optional<String> workers) {
  /** One that finds ranges asks for each character that names may go on with. */
  private static final int LISTINGS_OF_A_LOOK = 125;

  /** An object that is known by name only is looked at on both sides. */
  private static final int HEADS_BY_NAME = 2;

  /** What begins an upload and what joins its parts. */
  private static final int AROUND_PARTS = 2;

  /** A source is looked at before its parts are copied and when they are joined. */
  private static final int HEADS_OF_LARGE = 2;

  /**
   * Requests to S3. Both sides are listed, a page at least for each unit; only what is to be copied
   * costs more. With a rename only the source is, and the target is asked for each object.
   */
  StoreBill store() {
    long objects = objects(source);
    long large = Math.round(large().objects());
    long parts = parts();
    boolean byName = copy.cut() instanceof Cut.Manifest;
    long heads = HEADS_OF_LARGE * large;
    if (byName) heads += HEADS_BY_NAME * objects;
    else if (copy.copy().rename() != null) heads += objects;
    if (!copy.streamed() && copy.keep().looks()) heads += objects;
    long reads = copy.streamed() ? objects - large + parts : 0;
    if (copy.keep().acl() == Keep.Grants.KEEP) reads += objects;
    return new StoreBill(
        byName ? 0 : lists(objects) + units.parts(),
        objects - large,
        parts + AROUND_PARTS * large,
        reads,
        heads);
  }

  private long lists(long objects) {
    boolean renames = copy.copy().rename() != null;
    long pages = (objects + (renames ? 0 : objects(target))) / ListRequest.MOST_KEYS;
    long empty = Math.max(0, units.cuts() - units.holding());
    return (renames ? 1 : 2) * (units.working() + empty)
        + LISTINGS_OF_A_LOOK * units.looks()
        + pages;
  }

  private long parts() {
    return Math.round(copy.streamed() ? large().streamed() : large().parts());
  }

  private Large large() {
    return source.counted().map(counted -> counted.large()).orElse(Large.NONE);
  }

  private static long objects(Side side) {
    return side.counted().map(counted -> Math.round(counted.objects().about())).orElse(0L);
  }

  /** Bytes that leave a region or AWS; what comes in is free. */
  Transfer transfer() {
    double bytes = source.counted().map(counted -> counted.bytes().about()).orElse(0.0);
    if (!copy.streamed()) return leaving(source.awsRegion(), target.awsRegion(), bytes);
    Transfer in = leaving(source.awsRegion(), workers, bytes);
    Transfer out = leaving(workers, target.awsRegion(), bytes);
    return new Transfer(in.toOtherRegions() + out.toOtherRegions(), in.out() + out.out());
  }

  /**
   * @param from a region of AWS; empty: elsewhere
   */
  private static Transfer leaving(Optional<String> from, Optional<String> to, double bytes) {
    if (from.isEmpty() || from.equals(to)) return Transfer.NONE;
    return to.isPresent() ? new Transfer(bytes, 0) : new Transfer(0, bytes);
  }
}
