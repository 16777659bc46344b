package io.longhaul.bench.chaos;

import io.longhaul.bench.Distribution;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Submits run after run while workers, ledger, queues and disk are disturbed and the source is
 * rewritten; then lets all of it come to rest, and judges each run.
 */
final class ChaosRun {
  private static final Duration LONGEST_END = Duration.ofMinutes(6);
  private static final Duration BETWEEN_CHANGES = Duration.ofMillis(50);

  private final Distribution distribution;
  private final Path folder;
  private final Path buckets;
  private final Time time;
  private final Consumer<String> says;

  /**
   * What came of it.
   *
   * @param text the figures, in a line or two
   * @param wrong a line for each thing; empty: it holds
   */
  record Judgement(String text, List<String> wrong) {}

  /**
   * @param folder for state, jobs and logs
   * @param buckets the folder whose folders are the buckets
   */
  ChaosRun(Distribution distribution, Path folder, Path buckets, Time time, Consumer<String> says) {
    this.distribution = distribution;
    this.folder = folder;
    this.buckets = buckets;
    this.time = time;
    this.says = says;
  }

  Judgement run(Plan plan, long seed) throws IOException, InterruptedException {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Random random = new Random(seed);
    Source source = new Source(buckets, "source");
    source.fill(plan.objects(), random);
    try (Cloud cloud = Cloud.up(distribution, folder, buckets, time);
        Crew crew = new Crew(distribution, logs, cloud.gated(), plan.session(), time)) {
      says.accept("the disk is made full " + cloud.disk().how());
      crew.start(plan.workers());
      Runs runs = new Runs(distribution, logs, cloud, source, cloud.stack().ledger(), time, says);
      Faults faults =
          new Faults(
              plan,
              new Faults.Victims(crew, cloud.gate(), cloud.disk(), cloud.stack().queues()),
              time,
              says);
      List<Thread> followed = disturbed(plan, random, source, runs, faults);
      says.accept("all is whole again");
      runs.begin(followed);
      runs.awaitAll(followed, LONGEST_END);
      runs.audit();
      List<String> wrong = new ArrayList<>(runs.wrong());
      wrong.addAll(faults.failures());
      wrong.addAll(crew.drain());
      if (source.changes() == 0) wrong.add("the source was not changed");
      if (!runs.allEnded()) wrong.add("not every run ended");
      String text =
          "%s%n%s; %,d changes of the source; %,d workers started"
              .formatted(runs.text(), faults.done(), source.changes(), crew.started());
      return new Judgement(text, wrong);
    }
  }

  private List<Thread> disturbed(Plan plan, Random random, Source source, Runs runs, Faults faults)
      throws IOException, InterruptedException {
    AtomicBoolean enough = new AtomicBoolean();
    Random changes = new Random(random.nextLong());
    Thread writer = time.start("writer", () -> rewrite(source, changes, enough));
    List<Thread> followed = new ArrayList<>();
    Thread submitter = time.start("submitter", () -> submit(plan, runs, followed));
    try {
      faults.run(random);
      submitter.join();
    } finally {
      submitter.interrupt();
      enough.set(true);
    }
    writer.join();
    return followed;
  }

  private void rewrite(Source source, Random random, AtomicBoolean enough) {
    while (!enough.get()) {
      try {
        time.sleep(BETWEEN_CHANGES);
        source.change(random);
      } catch (IOException e) {
        continue; // the disk is full
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void submit(Plan plan, Runs runs, List<Thread> followed) {
    Deadline end = Deadline.in(time, plan.length());
    try {
      while (!end.passed()) {
        runs.begin(followed);
        time.sleep(plan.between());
      }
    } catch (IOException e) {
      says.accept("WRONG a job cannot be written: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
