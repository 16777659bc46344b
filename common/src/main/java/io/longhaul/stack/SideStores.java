package io.longhaul.stack;

import io.longhaul.job.StoreAccess;

/** Opens the stores of sides that jobs reach in a way of their own; they end with the stack. */
@FunctionalInterface
public interface SideStores {
  /**
   * The one for this access, always the same.
   *
   * @throws StackMisconfigured if it says what cannot be a server or a region
   */
  StoreAt at(StoreAccess access);
}
