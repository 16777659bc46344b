package io.longhaul.bench.counted;

import io.longhaul.claim.Sender;
import io.longhaul.claim.SessionSettings;
import io.longhaul.claim.SweepSettings;
import io.longhaul.job.Job;
import io.longhaul.job.JobJson;
import io.longhaul.kind.Kind;
import io.longhaul.ledger.CountingTable;
import io.longhaul.ledger.Counts;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.Settled.ToSend;
import io.longhaul.ledger.Table;
import io.longhaul.price.Bill;
import io.longhaul.queue.QueueRequests;
import io.longhaul.queue.memory.InMemoryWorkQueues;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.loop.Handlers;
import io.longhaul.worker.loop.Worker;
import io.longhaul.worker.loop.WorkerSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Runs a job through workers as they are, over a table and queues that count what they are asked.
 */
public final class CountedRun {
  private static final RunName RUN = new RunName("counted");
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Job job;
  private final Kind kind;
  private final Supplier<Handlers> handlers;
  private final int workers;
  private final Time time = new SystemTime();
  private final PricedTable priced;
  private final CountingTable table;
  private final Ledger ledger;
  private final InMemoryWorkQueues queues = new InMemoryWorkQueues(time);

  /**
   * What it came to.
   *
   * @param requests to the ledger, by kind
   */
  public record Result(
      Counts counts,
      long ledgerRequests,
      String requests,
      QueueRequests.Count queueRequests,
      Bill bill,
      Duration took) {
    /** All that were registered: those that work, and those that split into them. */
    public long registered() {
      return counts.units();
    }

    public double ledgerRequestsPerUnit() {
      return (double) ledgerRequests / registered();
    }

    public double queueRequestsPerUnit() {
      return (double) queueRequests.total() / registered();
    }
  }

  /**
   * @param handlers of one worker, which does this kind
   */
  public CountedRun(Table table, Job job, Kind kind, Supplier<Handlers> handlers, int workers) {
    this.job = job;
    this.kind = kind;
    this.handlers = handlers;
    this.workers = workers;
    this.priced = new PricedTable(table);
    this.table = new CountingTable(priced);
    this.ledger = new Ledger(this.table);
  }

  /** Submits the run to the workers, and waits until they are done with it. */
  public Result run() throws InterruptedException {
    Instant begun = time.now();
    submit(begun);
    List<Worker> all = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      Worker worker = worker(i);
      all.add(worker);
      threads.add(time.start("worker", () -> work(worker)));
    }
    while (!found().state().over()) time.sleep(LOOK);
    Duration took = Duration.between(begun, found().ended());
    all.forEach(Worker::drain);
    for (Thread thread : threads) thread.join();
    return result(took);
  }

  private void submit(Instant now) {
    ledger
        .runs()
        .submit(
            RUN,
            job.kind(),
            kind.version(),
            JobJson.write(job),
            JobJson.hash(job),
            Optional.empty(),
            now);
    UnitRef root = new UnitRef(RUN, UnitId.root(RUN));
    new Sender(ledger, queues, time).send(List.of(new ToSend(root, Tier.SMALL, now)));
  }

  private Worker worker(int number) {
    WorkerSettings settings =
        WorkerSettings.of("bench", SessionSettings.FLEET, SweepSettings.FLEET);
    return new Worker(
        new Worker.Parts(
            ledger,
            queues,
            time,
            handlers.get(),
            settings,
            () -> new WorkerId("worker-" + number),
            new Random()),
        new SimpleMeterRegistry());
  }

  private static void work(Worker worker) {
    try {
      worker.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looked up past the counters: what the bench asks is none of the run's requests. */
  private Run found() {
    return new Ledger(priced).runs().find(RUN).orElseThrow();
  }

  private Result result(Duration took) {
    List<String> kinds = new ArrayList<>();
    for (CountingTable.Request kind : CountingTable.Request.values()) {
      long requests = table.requests(kind);
      if (requests > 0) kinds.add("%s %,d".formatted(kind, requests));
    }
    QueueRequests.Count asked = queues.requests();
    Bill bill = new Bill(priced.writeUnits(), priced.halfReadUnits(), asked.total());
    return new Result(
        new Ledger(priced).runs().counts(RUN),
        table.requests(),
        String.join(", ", kinds),
        asked,
        bill,
        took);
  }
}
