package io.longhaul.bench.nulls3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A tool of the system, run to its end. */
final class Tool {
  private static final long LONGEST_SECONDS = 120;

  private Tool() {}

  /** Whether it is there and did what was asked; the log says why not. */
  static boolean succeeds(List<String> command, Path log) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) return process.exitValue() == 0;
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false; // there is no such tool
    }
  }
}
