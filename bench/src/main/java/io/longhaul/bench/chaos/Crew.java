package io.longhaul.bench.chaos;

import io.longhaul.bench.Distribution;
import io.longhaul.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * So many worker processes, of which each that is killed is followed by another; one that ends by
 * itself has no reason to, and is told of.
 */
final class Crew implements AutoCloseable {
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(90);

  private final Distribution distribution;
  private final Path folder;
  private final Path state;
  private final Duration session;
  private final Time time;
  private final List<Place> places = new ArrayList<>();
  private final List<String> deserters = new ArrayList<>();
  private int started;

  /** Who works at one of the places. */
  private static final class Place {
    private Process process;
    private Path log;
    private boolean killed;
    private boolean frozen;

    private Place(Process process, Path log) {
      this.process = process;
      this.log = log;
    }
  }

  /**
   * @param folder for their logs
   * @param state of the cloud that they work with
   */
  Crew(Distribution distribution, Path folder, Path state, Duration session, Time time) {
    this.distribution = distribution;
    this.folder = folder;
    this.state = state;
    this.session = session;
    this.time = time;
  }

  synchronized void start(int workers) throws IOException {
    for (int i = 0; i < workers; i++) {
      Path log = nextLog();
      places.add(new Place(process(log), log));
    }
  }

  private Path nextLog() {
    started++;
    return folder.resolve("worker-%d.log".formatted(started));
  }

  private Process process(Path log) throws IOException {
    Map<String, String> environment =
        Map.of("LONGHAUL_SESSION", Long.toString(session.toSeconds()));
    return distribution.start(
        log,
        environment,
        "worker",
        "--slots",
        "2,8,1",
        "--health-port",
        "0",
        "--local",
        "--state",
        state.toString());
  }

  /**
   * Kills one where it stands; it is followed after so long.
   *
   * @return false if it was killed already
   */
  boolean kill(int place, Duration followed) throws IOException, InterruptedException {
    Place there;
    synchronized (this) {
      there = places.get(place);
      if (there.killed) return false;
      noteIfDeserted(there);
      there.killed = true;
      there.process.destroyForcibly().waitFor();
    }
    time.sleep(followed);
    synchronized (this) {
      follow(there);
    }
    return true;
  }

  /**
   * Stops one where it stands, for so long.
   *
   * @return false if it was stopped or killed already
   */
  boolean freeze(int place, Duration length) throws IOException, InterruptedException {
    Place there;
    synchronized (this) {
      there = places.get(place);
      if (there.killed || there.frozen || !there.process.isAlive()) return false;
      signal(there, "STOP");
      there.frozen = true;
    }
    time.sleep(length);
    synchronized (this) {
      if (!there.frozen || there.killed) return true; // killed meanwhile
      signal(there, "CONT");
      there.frozen = false;
    }
    return true;
  }

  private void follow(Place place) throws IOException {
    place.log = nextLog();
    place.process = process(place.log);
    place.killed = false;
    place.frozen = false;
  }

  private static void signal(Place place, String signal) throws IOException, InterruptedException {
    String pid = Long.toString(place.process.pid());
    int exit = new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
    if (exit != 0) throw new IOException("kill -%s %s: exit %d".formatted(signal, pid, exit));
  }

  private void noteIfDeserted(Place place) throws IOException {
    if (place.killed || place.process.isAlive()) return;
    deserters.add(
        "a worker ended that nobody killed, exit %d: %s"
            .formatted(place.process.exitValue(), place.log));
    follow(place);
  }

  /**
   * Asks all of them to drain.
   *
   * @return a line for each that does not, or not well, and for each that had ended by itself
   */
  synchronized List<String> drain() throws InterruptedException, IOException {
    for (Place place : places) noteIfDeserted(place);
    List<String> wrong = new ArrayList<>(deserters);
    for (Place place : places) place.process.destroy();
    for (Place place : places) {
      if (!place.process.waitFor(LONGEST_DRAIN.toSeconds(), TimeUnit.SECONDS)) {
        wrong.add("a worker does not drain: " + place.log);
      } else if (place.process.exitValue() != 0) {
        wrong.add("a worker drained, exit %d: %s".formatted(place.process.exitValue(), place.log));
      }
    }
    return wrong;
  }

  /** How many were started in all. */
  synchronized int started() {
    return started;
  }

  @Override
  public synchronized void close() {
    for (Place place : places) place.process.destroyForcibly();
  }
}
