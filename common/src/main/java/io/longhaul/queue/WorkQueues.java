package io.longhaul.queue;

import io.longhaul.unit.Tier;

/** The queues of a stack: one per tier, and the one that dead units are announced in. */
public interface WorkQueues {
  WorkQueue of(Tier tier);

  /** The dead-letter queue: a message in it is a notice, never the truth. */
  WorkQueue dead();

  /** Any queue of the same account by its name, which need not be one of the stack's. */
  WorkQueue named(String name);
}
