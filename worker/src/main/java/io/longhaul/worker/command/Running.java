package io.longhaul.worker.command;

import io.longhaul.claim.InHand;
import io.longhaul.time.Alarm;
import io.longhaul.time.Deadline;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs one process, in a session of its own: it and all of that session are gone when this returns,
 * and when the worker is.
 */
final class Running {
  /** Of a lost session and a cancelled run it is heard at the worker's own renewals. */
  private static final Duration LOOK = Duration.ofMillis(500);

  /** What a process has said is there when it ends, unless this machine is very busy. */
  private static final Duration LAST = Duration.ofSeconds(10);

  /**
   * It waits for a word before it becomes what it is to run, so that a worker which dies meanwhile
   * has started nothing. The program and its arguments are parameters of it, and never part of its
   * text.
   */
  private static final String LAUNCH = "read -r go || exit 125; exec \"$@\" </dev/null";

  private final Keeper keeper;

  Running(Keeper keeper) {
    this.keeper = keeper;
  }

  /**
   * What is run.
   *
   * @param environment all of it
   * @param folder it begins in
   */
  record What(List<String> words, Map<String, String> environment, Path folder, Duration longest) {
    What {
      words = List.copyOf(words);
      environment = Map.copyOf(environment);
    }
  }

  /**
   * @throws IOException if it cannot be started here
   * @throws io.longhaul.claim.SessionOver if the session is over; the process is killed then
   * @throws InterruptedException likewise
   */
  Ran run(InHand unit, What what) throws IOException, InterruptedException {
    Alarm ended = unit.time().alarm();
    LastWords words = new LastWords(unit.time());
    Process process = started(what);
    boolean inTime;
    try {
      unit.time().start("output-" + process.pid(), () -> words.listen(process.getInputStream()));
      var unused = process.onExit().thenRun(ended::ring);
      keeper.keep(process.pid());
      go(process);
      inTime = awaitEnd(unit, process, Deadline.in(unit.time(), what.longest), ended);
    } finally {
      kill(process);
      words.over();
    }
    if (!inTime && unit.cancelled()) return new Ran.Cancelled();
    words.awaitSilence(LAST);
    if (!inTime) return new Ran.TooLong(words.lines());
    return new Ran.Ended(process.onExit().join().exitValue(), words.lines());
  }

  private static Process started(What what) throws IOException {
    List<String> line = new ArrayList<>(List.of("setsid", "sh", "-c", LAUNCH, "launch"));
    line.addAll(what.words);
    ProcessBuilder builder = new ProcessBuilder(line).directory(new File(what.folder.toString()));
    builder.environment().clear();
    builder.environment().putAll(what.environment);
    return builder.redirectErrorStream(true).start();
  }

  private static void go(Process process) throws IOException {
    try (OutputStream to = process.getOutputStream()) {
      to.write("go\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Whether it ended by itself, in time. */
  private static boolean awaitEnd(InHand unit, Process process, Deadline longest, Alarm alarm)
      throws InterruptedException {
    while (process.isAlive()) {
      var unused = unit.effect(); // or the session is over
      if (unit.cancelled() || longest.passed()) return false;
      Duration left = longest.remaining();
      alarm.await(left.compareTo(LOOK) < 0 ? left : LOOK);
    }
    return true;
  }

  /** What it started, too, though it has ended by itself. */
  private void kill(Process process) {
    try {
      keeper.end(process.pid());
    } catch (IOException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly); // as far as Java can tell
    }
    // by its handle: Process would close what it has said before that is read
    var unused = process.toHandle().destroyForcibly();
  }
}
