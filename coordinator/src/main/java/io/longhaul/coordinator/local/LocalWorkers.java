package io.longhaul.coordinator.local;

import io.longhaul.stack.DataPlane;
import io.longhaul.stack.StackSettings;
import io.longhaul.time.Time;
import io.longhaul.unit.RunName;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Worker processes on this machine, for one run: they end by themselves when it is over, or are
 * asked to drain. Closing this asks them, and waits.
 */
public final class LocalWorkers implements AutoCloseable {
  /** A worker's grace and its session, and time to end. */
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);

  private static final List<String> HANDED_ON =
      List.of(
          "--enable-native-access",
          "--sun-misc-unsafe-memory-access",
          "-Dio.netty.",
          "-XX:AOTCache=",
          "-XX:+UseCompactObjectHeaders",
          "-XX:-UseCompactObjectHeaders",
          "-XX:TieredStop",
          "-Xlog",
          "-Dlonghaul.");

  /** Several share the machine's cores: none of them may keep cores of its own for its garbage. */
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  private final Time time;
  private final List<Started> workers = new ArrayList<>();
  private boolean leftAlone;

  private record Started(Process process, Path log) {}

  public LocalWorkers(Time time) {
    this.time = time;
  }

  /**
   * Starts so many more.
   *
   * @param logs the folder of their logs
   * @param main the class that this program begins with
   */
  public void start(int count, StackSettings stack, RunName run, Path logs, String main) {
    for (int i = 0; i < count; i++) {
      Path log = logs.resolve("%s-worker-%d.log".formatted(run, workers.size() + 1));
      workers.add(new Started(JavaProcess.start(arguments(stack, run, main), log), log));
    }
  }

  private static List<String> arguments(StackSettings stack, RunName run, String main) {
    List<String> arguments = new ArrayList<>(List.of(COLLECTOR));
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (HANDED_ON.stream().anyMatch(option::startsWith)) arguments.add(option);
    }
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), main, "worker"));
    arguments.addAll(List.of("--stack", stack.name(), "--until", run.value()));
    arguments.addAll(List.of(DataPlane.FLAG, stack.dataPlane().word()));
    // a port that the environment names is for one of them only
    String port = System.getenv().getOrDefault("LONGHAUL_HEALTH_PORT", "");
    arguments.addAll(List.of("--health-port", port.equals("off") ? port : "0"));
    stack
        .local()
        .ifPresent(state -> arguments.addAll(List.of("--local", "--state", state.toString())));
    return arguments;
  }

  /** The process ids, in the order in which they were started. */
  public List<Long> pids() {
    return workers.stream().map(worker -> worker.process().pid()).toList();
  }

  public List<Path> logs() {
    return workers.stream().map(Started::log).toList();
  }

  public long alive() {
    return workers.stream().filter(worker -> worker.process().isAlive()).count();
  }

  /** Kills one where it stands, as a machine that loses its power would. */
  public void kill(long pid) {
    for (Started worker : workers) {
      if (worker.process().pid() == pid) worker.process().destroyForcibly();
    }
  }

  /** Lets them go on by themselves; closing this stops none of them any more. */
  public void leaveAlone() {
    leftAlone = true;
  }

  /** Waits until all have ended, at most so long. */
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    for (Started worker : workers) {
      if (!JavaProcess.awaitEnd(worker.process().toHandle(), time, atMost)) return false;
    }
    return true;
  }

  @Override
  public void close() {
    if (leftAlone) return;
    for (Started worker : workers) worker.process().destroy();
    try {
      awaitEnd(LONGEST_DRAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      for (Started worker : workers) worker.process().destroyForcibly();
    }
  }
}
