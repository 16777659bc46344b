package io.longhaul.coordinator.infra;

import io.longhaul.stack.StackSettings;

/** Opens the estate of a stack. */
@FunctionalInterface
public interface Estates {
  /**
   * Opens it; nothing has been asked of any server yet.
   *
   * @throws io.longhaul.stack.StackMisconfigured if a setting is missing, such as the region
   */
  Estate open(StackSettings stack);
}
