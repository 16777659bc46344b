package io.longhaul.worker.host;

/** The Auto Scaling group of this machine, asked about this machine alone. */
public interface Group extends AutoCloseable {
  /**
   * Keeps the group from choosing this machine when it wants fewer, or lets it.
   *
   * @throws GroupRefused if it did not do so
   */
  void protect(boolean isProtected) throws InterruptedException;

  /**
   * Ends this machine for good; the group wants one fewer from then on.
   *
   * @throws GroupRefused if it did not do so
   */
  void end() throws InterruptedException;

  @Override
  void close();
}
