package io.longhaul.bench.chaos;

import io.longhaul.bench.Distribution;
import io.longhaul.ledger.Counts;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Run;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs that copy one source: submitted, followed to their end, and judged there. */
final class Runs {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration LONGEST_COMMAND = Duration.ofMinutes(5);
  private static final int MOST_SUBMITS = 60;
  private static final int MOST_REDRIVES = 20;

  /** So that a target is written over by a later run. */
  private static final int TARGETS = 3;

  private final Distribution distribution;
  private final Path folder;
  private final Cloud cloud;
  private final Source source;
  private final Ledger ledger;
  private final Time time;
  private final Consumer<String> says;
  private final List<String> wrong = new ArrayList<>();
  private int submitted;
  private int ended;
  private long redriven;
  private long copied;
  private long reclaimed;

  /**
   * @param folder for jobs and logs
   * @param ledger not behind the gate
   */
  Runs(
      Distribution distribution,
      Path folder,
      Cloud cloud,
      Source source,
      Ledger ledger,
      Time time,
      Consumer<String> says) {
    this.distribution = distribution;
    this.folder = folder;
    this.cloud = cloud;
    this.source = source;
    this.ledger = ledger;
    this.time = time;
    this.says = says;
  }

  /** Begins one and returns; {@link #awaitAll} waits for it. */
  synchronized void begin(List<Thread> under) throws IOException {
    submitted++;
    int number = submitted;
    String target = "target-" + number % TARGETS;
    String route = number % 2 == 0 ? "server-side" : "streamed";
    RunName name = new RunName("chaos-%03d".formatted(number));
    Path job = folder.resolve(name + ".yaml");
    Files.createDirectories(cloud.buckets().resolve(target));
    Files.writeString(
        job,
        """
        kind: s3-copy
        source: s3://source/
        target: s3://%s/
        cut: {by: hex, depth: 2}
        copy: {route: %s, when-target-newer: overwrite}
        """
            .formatted(target, route));
    Map<String, Source.Held> then = source.now();
    under.add(
        time.start(
            name.value(),
            () -> {
              try {
                follow(name, job, then, cloud.buckets().resolve(target));
              } catch (IOException | RuntimeException e) {
                note("%s cannot be followed: %s".formatted(name, e));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private void follow(RunName run, Path job, Map<String, Source.Held> then, Path target)
      throws IOException, InterruptedException {
    if (!submit(run, job)) return;
    for (int redrives = 0; ; redrives++) {
      awaitEnd(run);
      long dead = ledger.runs().counts(run).units(UnitState.DEAD);
      if (dead == 0) break;
      if (redrives == MOST_REDRIVES) {
        note("%s: %d units are dead after %d redrives".formatted(run, dead, redrives));
        return;
      }
      says.accept("%s: %d units dead, redriven".formatted(run, dead));
      addRedriven(dead);
      command(run, "redrive", run.value());
      time.sleep(
          BETWEEN_LOOKS.multipliedBy(4)); // dead again at once, as long as the cause is there
    }
    judge(run, then, target);
  }

  /** Again and again, as somebody would whose ledger does not answer. */
  private boolean submit(RunName run, Path job) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("submit", job.toString(), "--name", run.value()));
    if (!isAttached(run)) words.add("--detach");
    for (int tries = 0; tries < MOST_SUBMITS; tries++) {
      if (command(run, words.toArray(String[]::new)) == 0) return true;
      time.sleep(BETWEEN_LOOKS);
    }
    note("%s cannot be submitted: %s".formatted(run, log(run)));
    return false;
  }

  /** Every third is cut up by who submits it. */
  private static boolean isAttached(RunName run) {
    return Integer.parseInt(run.value().substring("chaos-".length())) % 3 == 0;
  }

  private Path log(RunName run) {
    return folder.resolve(run + ".log");
  }

  private int command(RunName run, String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--local", "--state", cloud.gated().toString()));
    Process process = distribution.start(log(run), Map.of(), all.toArray(String[]::new));
    try {
      if (process.waitFor(LONGEST_COMMAND.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      note("%s: '%s' does not end".formatted(run, words[0]));
      return -1;
    } finally {
      process.destroyForcibly();
    }
  }

  private void awaitEnd(RunName run) throws InterruptedException {
    while (true) {
      Optional<Run> there = ledger.runs().find(run);
      if (there.isPresent() && there.get().state().over()) return;
      time.sleep(BETWEEN_LOOKS);
    }
  }

  private void judge(RunName run, Map<String, Source.Held> then, Path target)
      throws IOException, InterruptedException {
    for (String line : source.wrong(then, target)) note("%s: %s".formatted(run, line));
    Counts counts = ledger.runs().counts(run);
    if (counts.tally().imbalance() != 0
        || counts.tally().imbalanceInBytes() != 0
        || counts.tally().objects(Fate.FORWARDED) != counts.tally().objects(Fate.RECEIVED)) {
      note("%s does not balance: %s".formatted(run, counts.tally()));
    }
    synchronized (this) {
      ended++;
      copied += counts.tally().objects(Fate.COPIED);
      reclaimed += counts.reclaimed();
    }
    says.accept(
        "%s: complete, %d of %d copied, %d units reclaimed"
            .formatted(
                run,
                counts.tally().objects(Fate.COPIED),
                counts.tally().objects(Fate.LISTED),
                counts.reclaimed()));
  }

  /** Recounts every row of every run; a line for each that is not as its counters say. */
  void audit() throws IOException, InterruptedException {
    for (int number = 1; number <= submitted; number++) {
      RunName run = new RunName("chaos-%03d".formatted(number));
      if (command(run, "reconcile", run.value(), "--audit") != 0) {
        note("%s: the audit found something: %s".formatted(run, log(run)));
      }
    }
  }

  /** Waits until all have ended; notes those that have not by then. */
  void awaitAll(List<Thread> runs, Duration atMost) throws InterruptedException {
    Deadline deadline = Deadline.in(time, atMost);
    for (Thread run : runs) {
      if (!deadline.passed()) run.join(deadline.remaining());
      if (!run.isAlive()) continue;
      note("%s has not ended".formatted(run.getName()));
      run.interrupt();
    }
  }

  private synchronized void note(String line) {
    wrong.add(line);
    says.accept("WRONG " + line);
  }

  private synchronized void addRedriven(long units) {
    redriven += units;
  }

  synchronized List<String> wrong() {
    return List.copyOf(wrong);
  }

  synchronized boolean allEnded() {
    return submitted > 0 && ended == submitted;
  }

  synchronized String text() {
    return "%,d runs submitted, %,d ended complete; %,d objects copied, %,d units reclaimed, %,d dead and redriven"
        .formatted(submitted, ended, copied, reclaimed, redriven);
  }
}
