package io.longhaul.worker.host;

/** The Auto Scaling group of this machine, asked about this machine and its own size alone. */
public interface Group extends AutoCloseable {
  /**
   * Keeps the group from choosing this machine when it wants fewer, or lets it.
   *
   * @throws GroupRefused if it did not do so
   */
  void protect(boolean isProtected) throws InterruptedException;

  /**
   * Ends this machine for good.
   *
   * @param oneFewer whether the group is to want one fewer from then on, as far as it can; if not,
   *     it keeps the number that it has, and fills a gap
   * @throws GroupRefused if it did not do so
   */
  void end(boolean oneFewer) throws InterruptedException;

  /**
   * Sets how many machines it is to have; it sees to that itself.
   *
   * @throws GroupRefused if it did not do so
   */
  void want(int machines) throws InterruptedException;

  @Override
  void close();
}
