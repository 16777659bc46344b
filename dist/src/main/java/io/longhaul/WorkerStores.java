package io.longhaul;

import io.longhaul.job.S3Sides;
import io.longhaul.job.StoreAccess;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.metered.MeteredObjectStore;
import io.longhaul.s3.pace.PaceSettings;
import io.longhaul.s3.pace.PacedObjectStore;
import io.longhaul.stack.Stack;
import io.longhaul.worker.walk.CopyStores;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The stores of a worker's jobs, counted and paced: one for each way in which sides are reached, so
 * that jobs which are reached alike keep one pace.
 */
final class WorkerStores implements CopyStores {
  /** One that has not been asked for that long begins its pace anew. */
  private static final int MOST = 100;

  private final Stack stack;
  private final MeterRegistry registry;
  private final Map<StoreAccess, ObjectStore> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StoreAccess, ObjectStore> eldest) {
          return size() > MOST;
        }
      };

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

  private synchronized ObjectStore store(StoreAccess access) {
    ObjectStore there = known.get(access);
    if (there != null) return there;
    ObjectStore metered = new MeteredObjectStore(stack.at(access).store(), registry);
    ObjectStore paced = new PacedObjectStore(metered, PaceSettings.DEFAULT, stack.time(), registry);
    known.put(access, paced);
    return paced;
  }
}
