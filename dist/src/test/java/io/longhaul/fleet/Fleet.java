package io.longhaul.fleet;

import io.longhaul.commands.Longhaul;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Worker processes on this machine, by number, beginning with 1. */
final class Fleet implements AutoCloseable {
  private final Longhaul longhaul;
  private final Path folder;
  private final List<String> flags;
  private final List<Process> workers = new ArrayList<>();

  /**
   * @param flags of every worker
   */
  Fleet(Longhaul longhaul, Path folder, List<String> flags) {
    this.longhaul = longhaul;
    this.folder = folder;
    this.flags = flags;
  }

  List<String> flags() {
    return flags;
  }

  /** Starts one more. */
  void start() throws IOException {
    start("1,8,1");
  }

  /**
   * @param slots for units at once, of each tier
   */
  void start(String slots) throws IOException {
    List<String> words = new ArrayList<>(List.of("worker", "--slots", slots));
    words.addAll(flags);
    workers.add(longhaul.startInto(log(workers.size() + 1), words.toArray(String[]::new)));
  }

  private Path log(int worker) {
    return folder.resolve("worker-%d.log".formatted(worker));
  }

  /** All that it has printed so far. */
  String said(int worker) throws IOException {
    return Files.readString(log(worker));
  }

  /** Stops a worker where it stands, as a machine that is suspended does. */
  void freeze(int worker) throws IOException, InterruptedException {
    signal(worker, "STOP");
  }

  void thaw(int worker) throws IOException, InterruptedException {
    signal(worker, "CONT");
  }

  void kill(int worker) throws InterruptedException {
    workers.get(worker - 1).destroyForcibly().waitFor();
  }

  private void signal(int worker, String signal) throws IOException, InterruptedException {
    String pid = Long.toString(workers.get(worker - 1).pid());
    int exit = new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
    if (exit != 0)
      throw new AssertionError("worker %d is gone: %s".formatted(worker, said(worker)));
  }

  /**
   * Asks a worker to drain and waits until it has.
   *
   * @return its exit code
   */
  int drain(int worker) throws IOException, InterruptedException {
    Process process = workers.get(worker - 1);
    process.destroy();
    if (process.waitFor(60, TimeUnit.SECONDS)) return process.exitValue();
    signal(worker, "QUIT"); // prints the stacks of its threads
    process.waitFor(5, TimeUnit.SECONDS);
    throw new AssertionError("worker %d does not drain: %s".formatted(worker, said(worker)));
  }

  /** Waits until a worker has ended by itself; its exit code. */
  int awaitEnd(int worker) throws IOException, InterruptedException {
    Process process = workers.get(worker - 1);
    if (process.waitFor(60, TimeUnit.SECONDS)) return process.exitValue();
    throw new AssertionError("worker %d does not end: %s".formatted(worker, said(worker)));
  }

  @Override
  public void close() {
    for (Process worker : workers) worker.destroyForcibly();
  }
}
