package io.longhaul.coordinator.local;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.time.Alarm;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Starts Java processes of our own that a Ctrl-C in this terminal does not reach: whoever started
 * them stops them, by their id.
 */
public final class JavaProcess {
  /** A signal that is ignored when a program begins stays ignored; the JVM heeds that. */
  private static final String IGNORE_CTRL_C = "trap '' INT HUP; exec \"$0\" \"$@\"";

  private JavaProcess() {}

  /**
   * Starts one, with the Java that this process runs on.
   *
   * @param arguments the options of the JVM, the class, its arguments
   * @param log takes all that it prints
   */
  public static Process start(List<String> arguments, Path log) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", IGNORE_CTRL_C));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      ProcessBuilder builder = new ProcessBuilder(command);
      readNamesAsUtf8(builder.environment());
      return builder
          .redirectInput(new File("/dev/null"))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw CommandFailed.failed("a process cannot be started: " + e.getMessage());
    }
  }

  /**
   * Java reads the names of files by the locale, and where that is not one of UTF-8, such as in a
   * bare container, it cannot read most of them.
   */
  static void readNamesAsUtf8(Map<String, String> environment) {
    String locale = "";
    for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
      if (locale.isEmpty()) locale = environment.getOrDefault(name, "");
    }
    String plain = locale.toLowerCase(Locale.ROOT).replace("-", "");
    if (!plain.contains("utf8")) environment.put("LC_ALL", "C.UTF-8");
  }

  /** Waits until it has ended; false if it has not by then. */
  public static boolean awaitEnd(ProcessHandle process, Time time, Duration atMost)
      throws InterruptedException {
    Alarm ended = time.alarm();
    var unused = process.onExit().thenRun(ended::ring);
    Deadline deadline = Deadline.in(time, atMost);
    while (process.isAlive() && !deadline.passed()) ended.await(deadline.remaining());
    return !process.isAlive();
  }
}
