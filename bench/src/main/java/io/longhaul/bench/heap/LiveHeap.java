package io.longhaul.bench.heap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Java process of this user holds alive, after a full collection. */
final class LiveHeap {
  /** The last line of {@code jcmd PID GC.class_histogram}, which collects everything first. */
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  private LiveHeap() {}

  /** Bytes; empty if the process has ended, or does not answer yet. */
  static Optional<Long> of(ProcessHandle process) throws IOException, InterruptedException {
    if (!process.isAlive()) return Optional.empty();
    Path answer = Files.createTempFile("jcmd", ".txt");
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(process.pid()),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              // into a file: who counts itself stands still meanwhile, and could empty no pipe
              .redirectOutput(answer.toFile())
              .start();
      if (!jcmd.waitFor(20, TimeUnit.SECONDS)) {
        jcmd.destroyForcibly().waitFor();
        return Optional.empty();
      }
      return total(Files.readString(answer));
    } finally {
      Files.delete(answer);
    }
  }

  private static Optional<Long> total(String said) {
    Matcher total = TOTAL.matcher(said);
    return total.find() ? Optional.of(Long.parseLong(total.group(1))) : Optional.empty();
  }
}
