package io.longhaul.coordinator.fleet;

import io.longhaul.access.NoAccess;
import io.longhaul.coordinator.BucketLook;
import io.longhaul.job.Job;
import io.longhaul.job.S3Sides;
import io.longhaul.s3.StoreException;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StoreAt;
import io.longhaul.time.Deadline;
import java.time.Duration;
import java.util.Optional;

/** Where a job's bytes come from; one request, and what it cannot tell is said. */
public record JobSource(Stack stack) {
  private static final Duration LOOK = Duration.ofSeconds(6);

  /** Empty: the job reads no bucket. */
  public Optional<Launch.Source> of(Job job) throws InterruptedException {
    if (!(job.options() instanceof S3Sides sides)) return Optional.empty();
    StoreAt at = stack.source(sides);
    if (!at.isAws()) return Optional.of(source(sides, Optional.empty(), "it is not in AWS"));
    try {
      Optional<BucketLook.Seen> there =
          BucketLook.at(at.store(), sides.source(), Deadline.in(stack.time(), LOOK));
      String why =
          there.isPresent()
              ? "it is not told to whoever may list below its prefix alone"
              : "there is no such bucket yet";
      return Optional.of(source(sides, there.flatMap(BucketLook.Seen::region), why));
    } catch (StoreException | NoAccess e) {
      return Optional.of(source(sides, Optional.empty(), String.valueOf(e.getMessage())));
    }
  }

  private Launch.Source source(S3Sides sides, Optional<String> region, String why) {
    return new Launch.Source(
        sides.source().bucket(),
        region,
        region.isPresent() ? "" : why,
        sides.streamed(),
        stack.engines().region());
  }
}
