package io.longhaul.claim;

import io.longhaul.queue.QueueUnavailable;
import io.longhaul.queue.WorkQueues;
import io.longhaul.unit.Tier;
import java.util.EnumMap;
import java.util.Map;

/** Knows which queues were empty at two readings in a row: messages may have been lost there. */
final class EmptyQueues {
  private final WorkQueues queues;
  private final Map<Tier, Integer> inARow = new EnumMap<>(Tier.class);

  EmptyQueues(WorkQueues queues) {
    this.queues = queues;
  }

  /**
   * Reads all depths; a queue that does not answer counts as not empty.
   *
   * @return whether any is empty
   */
  boolean read() {
    boolean any = false;
    for (Tier tier : Tier.values()) {
      boolean isEmpty;
      try {
        isEmpty = queues.of(tier).depth() == 0;
      } catch (QueueUnavailable e) {
        isEmpty = false;
      }
      inARow.put(tier, isEmpty ? inARow.getOrDefault(tier, 0) + 1 : 0);
      any |= isEmpty;
    }
    return any;
  }

  boolean twice(Tier tier) {
    return inARow.getOrDefault(tier, 0) >= 2;
  }

  boolean any() {
    return inARow.keySet().stream().anyMatch(this::twice);
  }
}
