package io.longhaul.coordinator;

/** What a command's exit status says; scripts rely on it. */
public final class Exit {
  public static final int DONE = 0;
  public static final int FAILED = 1;

  /** Wrong arguments, a wrong job file, or another job under the run's name. */
  public static final int USAGE = 2;

  /**
   * Finished, and something is left: dead units, files of the source that nobody listed, rows that
   * nobody can read, or a ledger that disagrees with itself.
   */
  public static final int DEAD_LEFT = 3;

  /** By Ctrl-C; the same command goes on with it. */
  public static final int INTERRUPTED = 130;

  private Exit() {}
}
