package io.longhaul.commands;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The distribution as it was laid out, started in a user's folder as a process of its own. */
public final class Longhaul {
  private static final Path HOME = Path.of("target/longhaul").toAbsolutePath();

  private final Path folder;
  private final Map<String, String> environment;
  private int started;

  public Longhaul(Path folder) {
    this(folder, Map.of());
  }

  /**
   * @param environment besides this process's own
   */
  public Longhaul(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /** What a command left behind. */
  public record Ended(int exit, String out, String err) {}

  /** A command that runs; what it prints is read as it comes. */
  static final class Running {
    private final Process process;
    private final Path err;
    private final BufferedReader lines;
    private final StringBuilder out = new StringBuilder();

    private Running(Process process, Path err) {
      this.process = process;
      this.err = err;
      this.lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    Process process() {
      return process;
    }

    /** Reads until there is such a line, or the command has ended. */
    void awaitLine(Predicate<String> wanted) throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.append(line).append('\n');
        if (wanted.test(line)) return;
      }
    }

    Ended awaitEnd() throws InterruptedException, IOException {
      awaitLine(line -> false);
      int exit = process.waitFor();
      return new Ended(exit, out.toString(), Files.readString(err));
    }
  }

  Running start(String... words) throws IOException {
    started++;
    Path err = folder.resolve("err-" + started);
    return new Running(builder(words).redirectError(err.toFile()).start(), err);
  }

  /** Starts a command that is left to itself; all that it prints goes to a file. */
  public Process startInto(Path log, String... words) throws IOException {
    return builder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private ProcessBuilder builder(String... words) {
    List<String> command = new ArrayList<>();
    command.add(HOME.resolve("bin/longhaul").toString());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("LONGHAUL_JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  public Ended run(String... words) throws IOException, InterruptedException {
    return start(words).awaitEnd();
  }
}
