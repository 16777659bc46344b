package io.longhaul.coordinator.grant;

import io.longhaul.stack.StackSettings;
import io.longhaul.time.Time;

/** Opens what policies are read and written by. */
@FunctionalInterface
public interface GrantDesks {
  /** Where only the rest of a stack is there, as in most tests. */
  GrantDesks NONE =
      (stack, time) -> {
        throw new UnsupportedOperationException("no policies here");
      };

  /**
   * Opens one; nothing has been asked yet.
   *
   * @throws io.longhaul.stack.StackMisconfigured if a setting is missing, such as the region
   */
  GrantDesk open(StackSettings stack, Time time);
}
