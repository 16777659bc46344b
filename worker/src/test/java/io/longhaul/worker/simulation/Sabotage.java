package io.longhaul.worker.simulation;

import io.longhaul.claim.UnitHandler;
import io.longhaul.ledger.Table;
import io.longhaul.queue.WorkQueues;
import io.longhaul.s3.ObjectStore;
import io.longhaul.worker.walk.CopySettings;

/** Takes one promise out of the world, to see that the simulation misses it. */
interface Sabotage {
  Sabotage NONE = new Sabotage() {};

  default Table table(Table table) {
    return table;
  }

  /** The ledger as a worker's loop hears it, silence and all. */
  default Table heard(Table table) {
    return table;
  }

  default WorkQueues queues(WorkQueues queues) {
    return queues;
  }

  default CopySettings copies(CopySettings settings) {
    return settings;
  }

  /** What a handler of copies reaches. */
  default ObjectStore store(ObjectStore store) {
    return store;
  }

  default UnitHandler handler(UnitHandler handler) {
    return handler;
  }
}
