package io.longhaul.embedded.s3;

import java.util.regex.Pattern;

/**
 * Tells a disk without room from one that is broken: the JDK throws an {@code IOException} for
 * both, and only the system's own words differ.
 */
final class FullDisk {
  private static final Pattern SAID =
      Pattern.compile(
          "No space left on device|Dis[kc] quota exceeded|not enough space on the disk",
          Pattern.CASE_INSENSITIVE);

  /** A chain of causes may be a circle. */
  private static final int DEEPEST = 20;

  private FullDisk() {}

  /** Whether that is what it says, or what caused it. */
  static boolean isSaidBy(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      String said = cause.getMessage();
      if (said != null && SAID.matcher(said).find()) return true;
      cause = cause.getCause();
    }
    return false;
  }
}
