package io.longhaul;

import io.longhaul.job.S3Sides;
import io.longhaul.job.StoreAccess;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.metered.MeteredObjectStore;
import io.longhaul.s3.pace.PaceSettings;
import io.longhaul.s3.pace.PacedObjectStore;
import io.longhaul.stack.ByAccess;
import io.longhaul.stack.Stack;
import io.longhaul.worker.walk.CopyStores;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The stores of a worker's jobs, counted and paced: one for each way in which sides are reached, so
 * that jobs which are reached alike keep one pace.
 */
final class WorkerStores implements CopyStores {
  private final Stack stack;
  private final MeterRegistry registry;

  /** One that has not been asked for that long begins its pace anew. */
  private final ByAccess<ObjectStore> known = new ByAccess<>();

  WorkerStores(Stack stack, MeterRegistry registry) {
    this.stack = stack;
    this.registry = registry;
    // most jobs ask for this one, and its meters are there from the start
    var unused = store(StoreAccess.USUAL);
  }

  @Override
  public Pair of(S3Sides job) {
    return new Pair(store(StoreAccess.source(job)), store(StoreAccess.target(job)));
  }

  private ObjectStore store(StoreAccess access) {
    return known.of(
        access,
        made -> {
          ObjectStore metered = new MeteredObjectStore(stack.at(made).store(), registry);
          return new PacedObjectStore(metered, PaceSettings.DEFAULT, stack.time(), registry);
        });
  }
}
