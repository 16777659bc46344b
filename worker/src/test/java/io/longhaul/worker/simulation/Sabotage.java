package io.longhaul.worker.simulation;

import io.longhaul.claim.UnitHandler;
import io.longhaul.ledger.Table;
import io.longhaul.queue.WorkQueues;

/** Takes one promise out of the world, to see that the simulation misses it. */
interface Sabotage {
  Sabotage NONE = new Sabotage() {};

  default Table table(Table table) {
    return table;
  }

  default WorkQueues queues(WorkQueues queues) {
    return queues;
  }

  default UnitHandler handler(UnitHandler handler) {
    return handler;
  }
}
