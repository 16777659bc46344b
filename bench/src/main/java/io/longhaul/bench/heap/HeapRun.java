package io.longhaul.bench.heap;

import io.longhaul.bench.Distribution;
import io.longhaul.bench.EmbeddedElsewhere;
import io.longhaul.bench.nulls3.NullS3;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Copies so many objects that do not exist: a coordinator and a worker, processes as a user starts
 * them, a null S3 server, and the embedded cloud's ledger and queues. Looks at what both keep.
 */
final class HeapRun {
  /** Little, so that what grows with the objects would soon not fit. */
  private static final String HEAP = "-Xmx96m";

  /** A short run is looked at often; in a long one looks would take more than the work. */
  private static final Duration OFTEN = Duration.ofMillis(500);

  private static final Duration SELDOM = Duration.ofSeconds(5);
  private static final int OFTEN_AT_FIRST = 30;

  private final Path folder;
  private final Distribution distribution;
  private final Time time = new SystemTime();

  /**
   * What was seen.
   *
   * @param coordinator the most that it held alive at any look, in bytes
   * @param looks at the worker
   */
  record Seen(long objects, long copies, long coordinator, long worker, int looks, int exit) {}

  /**
   * @param folder for the cloud's state; empty
   */
  HeapRun(Path folder, Distribution distribution) {
    this.folder = folder;
    this.distribution = distribution;
  }

  Seen copy(long objects) throws IOException, InterruptedException {
    Path served = folder.resolve("cloud-" + objects);
    Path buckets = folder.resolve("s3");
    try (NullS3 store = new NullS3();
        EmbeddedElsewhere cloud = EmbeddedElsewhere.up(distribution, served, buckets, time)) {
      return watched(objects, store, start(objects, cloud.with(store.endpoint())));
    }
  }

  private Process start(long objects, Path state) throws IOException {
    Path job = folder.resolve("job-" + objects + ".yaml");
    Files.writeString(
        job,
        """
        kind: s3-copy
        source: s3://keys-%d/
        target: s3://copies/
        cut: {by: hex, depth: 2}
        """
            .formatted(objects));
    return distribution.start(
        log(objects),
        Map.of("JAVA_TOOL_OPTIONS", HEAP),
        "run",
        job.toString(),
        "--name",
        "heap-" + objects,
        "--workers",
        "1",
        "--local",
        "--state",
        state.toString());
  }

  private Path log(long objects) {
    return folder.resolve("run-" + objects + ".log");
  }

  private Seen watched(long objects, NullS3 store, Process coordinator)
      throws IOException, InterruptedException {
    long most = 0;
    long mostOfWorker = 0;
    int looks = 0;
    while (coordinator.isAlive()) {
      most = Math.max(most, LiveHeap.of(coordinator.toHandle()).orElse(0L));
      Optional<ProcessHandle> worker = coordinator.children().findFirst();
      // Before its first copy a worker has not begun to work.
      if (worker.isPresent() && store.copies() > 0) {
        mostOfWorker = Math.max(mostOfWorker, LiveHeap.of(worker.get()).orElse(0L));
        looks++;
      }
      time.sleep(looks < OFTEN_AT_FIRST ? OFTEN : SELDOM);
    }
    int exit = coordinator.waitFor();
    if (exit != 0) System.out.println(Files.readString(log(objects)).stripTrailing());
    return new Seen(objects, store.copies(), most, mostOfWorker, looks, exit);
  }
}
