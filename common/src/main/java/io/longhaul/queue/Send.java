package io.longhaul.queue;

import io.longhaul.unit.UnitRef;
import java.time.Duration;

/** A message to be sent, visible after so long (0 to {@link WorkQueue#LONGEST_DELAY}). */
public record Send(UnitRef unit, Duration delay) {
  public Send {
    if (delay.isNegative() || delay.compareTo(WorkQueue.LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException("delay " + delay + ": 0 to 15 minutes");
    }
  }
}
