package io.longhaul.sizing;

/** Tells the group how many workers it is to have. */
@FunctionalInterface
public interface Capacity {
  /**
   * Sets the number. It may be set again, by several.
   *
   * @throws CapacityRefused if that was not done, or it is not known
   */
  void want(int workers) throws InterruptedException;
}
