package io.longhaul.stack;

/** Opens stacks, and the resources that they are made of. */
@FunctionalInterface
public interface Stacks {
  /**
   * Opens one; nothing has been asked of its servers yet.
   *
   * @throws StackMisconfigured if a setting is missing, such as the region
   * @throws StackUnreachable if it is known already that it cannot be reached
   */
  Stack open(StackSettings settings);

  /**
   * As {@link #open}, for who holds units: a ledger that hangs is noticed before its session ends.
   */
  default Stack openForWorker(StackSettings settings) {
    return open(settings);
  }

  /**
   * What a stack keeps its state in, whether it is there or not; nothing has been asked yet.
   *
   * @throws StackMisconfigured if a setting is missing, such as the region
   * @throws UnsupportedOperationException if stacks are only opened here, as tests do
   */
  default StackResources resources(StackSettings settings) {
    throw new UnsupportedOperationException("these stacks can only be opened");
  }
}
