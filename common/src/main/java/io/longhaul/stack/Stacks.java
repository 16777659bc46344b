package io.longhaul.stack;

/** Opens stacks. */
@FunctionalInterface
public interface Stacks {
  /**
   * Opens one; nothing has been asked of its servers yet.
   *
   * @throws StackUnreachable if it is known already that it cannot be reached
   */
  Stack open(StackSettings settings);
}
