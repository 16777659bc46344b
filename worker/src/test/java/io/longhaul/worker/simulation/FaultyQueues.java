package io.longhaul.worker.simulation;

import io.longhaul.queue.WorkQueue;
import io.longhaul.queue.WorkQueues;
import io.longhaul.unit.Tier;

/** All queues of the stack as one process reaches them. */
record FaultyQueues(SimulatedProcess process, WorkQueues queues, Faults faults, Renewals renewals)
    implements WorkQueues {
  @Override
  public WorkQueue of(Tier tier) {
    return new FaultyQueue(process, queues.of(tier), faults, renewals);
  }

  @Override
  public WorkQueue named(String name) {
    return new FaultyQueue(process, queues.named(name), faults, renewals);
  }

  @Override
  public WorkQueue dead() {
    return new FaultyQueue(process, queues.dead(), faults, renewals);
  }
}
