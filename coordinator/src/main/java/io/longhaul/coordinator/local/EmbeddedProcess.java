package io.longhaul.coordinator.local;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.stack.LocalCloud;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The embedded cloud of one state folder, as a process of its own: up or down, any number of times.
 */
public final class EmbeddedProcess {
  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final String MAIN = "io.longhaul.embedded.EmbeddedCloud";

  private final Path state;
  private final Optional<Path> home;
  private final Time time;

  /**
   * @param home the distribution, which holds the cloud's own libraries
   */
  public EmbeddedProcess(Path state, Optional<Path> home, Time time) {
    this.state = state;
    this.home = home;
    this.time = time;
  }

  /** A cloud that is up, and whether it was this call that started it. */
  public record Up(LocalCloud cloud, boolean started) {}

  /**
   * Starts it unless it is up, and waits until everything answers.
   *
   * @param buckets the folder whose folders are its buckets; made if it is not there
   * @param parent the process with which it is to end; empty: it stays until it is stopped
   * @param says takes a line for who waits
   */
  public Up up(Path buckets, String stack, OptionalLong parent, Consumer<String> says)
      throws InterruptedException {
    Optional<LocalCloud> there = LocalCloud.find(state);
    if (there.isPresent()) return new Up(fitting(there.get(), stack), false);
    Path log = state.resolve("logs/cloud.out");
    List<String> arguments = arguments(buckets, stack, parent);
    says.accept("starting the embedded cloud in %s ...".formatted(state));
    Process process = JavaProcess.start(arguments, log);
    Deadline deadline = Deadline.in(time, LONGEST_START);
    boolean ready = false;
    try {
      while (true) {
        Optional<LocalCloud> cloud = LocalCloud.find(state);
        if (cloud.isPresent()) {
          ready = true;
          return new Up(fitting(cloud.get(), stack), cloud.get().pid() == process.pid());
        }
        if (!process.isAlive() || deadline.passed()) {
          throw CommandFailed.failed(
              "the embedded cloud did not start: %s; all of it is in %s"
                  .formatted(lastWords(log), log));
        }
        time.sleep(BETWEEN_LOOKS);
      }
    } finally {
      if (!ready) process.destroy();
    }
  }

  private LocalCloud fitting(LocalCloud cloud, String stack) {
    if (cloud.stack().equals(stack)) return cloud;
    throw CommandFailed.misused(
        "the embedded cloud in %s serves stack '%s'; say --stack %s, or another --state"
            .formatted(state, cloud.stack(), cloud.stack()));
  }

  private List<String> arguments(Path buckets, String stack, OptionalLong parent) {
    Path jar = home().resolve("embedded/lib/longhaul-embedded.jar");
    if (!Files.exists(jar)) {
      throw CommandFailed.failed(
          "there is no embedded cloud in %s; build the distribution: ./mvnw package"
              .formatted(home()));
    }
    List<String> arguments = new ArrayList<>();
    // what ends with its parent lives for a minute: the optimising compiler would not pay
    if (parent.isPresent()) arguments.add("-XX:TieredStopAtLevel=1");
    arguments.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            jar.toString(),
            MAIN,
            "--state",
            state.toString(),
            "--s3-root",
            buckets.toString(),
            "--stack",
            stack));
    if (parent.isPresent()) {
      arguments.addAll(List.of("--parent-pid", Long.toString(parent.getAsLong())));
    }
    return arguments;
  }

  private Path home() {
    return home.orElseThrow(() ->
        CommandFailed.failed(
            "the distribution is not known, so neither is the embedded cloud; start by"
                + " ./longhaul"));
  }

  private static String lastWords(Path log) {
    try {
      return Files.readAllLines(log).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("\t")) // no frames of a stack
          .reduce((earlier, later) -> later)
          .orElse("it said nothing");
    } catch (IOException e) {
      return "it left no log";
    }
  }

  /**
   * Stops it if it is up, and waits until it is gone.
   *
   * @return whether one was up
   */
  public boolean down() throws InterruptedException {
    Optional<ProcessHandle> process = LocalCloud.find(state).flatMap(LocalCloud::process);
    if (process.isEmpty()) return false;
    process.get().destroy();
    if (!JavaProcess.awaitEnd(process.get(), time, LONGEST_STOP)) {
      process.get().destroyForcibly();
      if (!JavaProcess.awaitEnd(process.get(), time, LONGEST_STOP)) {
        throw CommandFailed.failed(
            "the embedded cloud, process %d, does not end".formatted(process.get().pid()));
      }
    }
    return true;
  }
}
