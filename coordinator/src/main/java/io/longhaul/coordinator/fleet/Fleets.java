package io.longhaul.coordinator.fleet;

import io.longhaul.stack.Stack;

/** Opens the fleet of a stack. */
@FunctionalInterface
public interface Fleets {
  /**
   * The fleet of that stack, whether it is there or not; nothing has been asked yet.
   *
   * @throws io.longhaul.stack.StackMisconfigured if a setting is missing, such as the region
   */
  Fleet open(Stack stack);
}
