package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;

/** How long a command may wait for machines. */
final class Waiting {
  private static final int MOST = 24 * 60;

  private Waiting() {}

  static void check(int minutes) {
    if (minutes < 1 || minutes > MOST) {
      throw CommandFailed.misused("--within %d: write 1 to %,d minutes".formatted(minutes, MOST));
    }
  }
}
