package io.longhaul.bench.heap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
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
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    Matcher total = TOTAL.matcher(said);
    return total.find() ? Optional.of(Long.parseLong(total.group(1))) : Optional.empty();
  }
}
