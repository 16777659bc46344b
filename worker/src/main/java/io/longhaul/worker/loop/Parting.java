package io.longhaul.worker.loop;

import io.longhaul.ledger.Farewell;
import io.longhaul.unit.WorkerId;
import java.util.Optional;

/**
 * What is still to be done once a worker that leaves holds nothing any more: while its session
 * lives, so that whoever finds no live worker on a machine knows that this is over.
 */
public interface Parting {
  /**
   * Does it, within minutes. What fails is its own to remember: the worker leaves all the same.
   *
   * @param wish why it leaves, if the ledger said so
   */
  void part(WorkerId me, Optional<Farewell> wish) throws InterruptedException;
}
