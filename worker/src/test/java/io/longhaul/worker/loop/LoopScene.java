package io.longhaul.worker.loop;

import io.longhaul.claim.SessionSettings;
import io.longhaul.claim.SweepSettings;
import io.longhaul.claim.UnitHandler;
import io.longhaul.job.Job;
import io.longhaul.job.JobJson;
import io.longhaul.job.NoopJob;
import io.longhaul.job.UnitBudget;
import io.longhaul.kind.Noop;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerAudit;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.UnitRow;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.queue.Send;
import io.longhaul.queue.WorkQueues;
import io.longhaul.queue.memory.InMemoryWorkQueues;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker's loop on a table and queues in memory, each of which a test may spoil. */
final class LoopScene {
  static final RunName RUN = new RunName("loop");

  final SystemTime time = new SystemTime();
  final InMemoryTable rows = new InMemoryTable();
  final Ledger ledger = new Ledger(rows);
  final InMemoryWorkQueues queues = new InMemoryWorkQueues(time);

  /** As the worker meets them. */
  Table reachedTable = rows;

  WorkQueues reachedQueues = queues;
  Duration sweepEvery = Duration.ofMillis(200);
  Duration grace = Duration.ofSeconds(20);
  SessionSettings session = SessionSettings.of(Duration.ofSeconds(6));

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private final AtomicInteger sessions = new AtomicInteger();

  /** A run of so many units that do nothing, below its root. */
  void submit(int units) {
    submit(RUN, units);
  }

  void submit(RunName run, int units) {
    submit(run, JobJson.write(new Job(new NoopJob(units, 0, 90), UnitBudget.DEFAULT)));
  }

  /** A run of whose job no worker can read anything. */
  void submitUnreadable() {
    submit(RUN, "{\"kind\": 3}");
  }

  /** A run of a kind that no worker here knows. */
  void submitOfKind(String kind) {
    String job = JobJson.write(new Job(new NoopJob(1, 0, 90), UnitBudget.DEFAULT));
    submit(new RunName("strange"), kind, job);
  }

  /** A run whose root no worker understands that is not of that version. */
  void submitForVersion(int version) {
    String job = JobJson.write(new Job(new NoopJob(1, 0, 90), UnitBudget.DEFAULT));
    ledger.runs().submit(RUN, NoopJob.KIND, version, job, "hash", Optional.empty(), time.now());
    queues.of(Tier.SMALL).send(List.of(new Send(root(RUN), Duration.ZERO)));
  }

  private void submit(RunName run, String job) {
    submit(run, NoopJob.KIND, job);
  }

  private void submit(RunName run, String kind, String job) {
    ledger.runs().submit(run, kind, 1, job, "hash", Optional.empty(), time.now());
    UnitRef root = root(run);
    queues.of(Tier.SMALL).send(List.of(new Send(root, Duration.ZERO)));
  }

  static UnitRef root(RunName run) {
    return new UnitRef(run, UnitId.root(run));
  }

  Worker worker(UnitHandler handler) {
    return new Worker(
        new Worker.Parts(
            new Ledger(reachedTable),
            reachedQueues,
            time,
            new Handlers().with(new Noop(), handler),
            new WorkerSettings(
                "here",
                Map.of(Tier.SMALL, 8, Tier.MEDIUM, 1, Tier.LARGE, 1),
                Duration.ofSeconds(1),
                grace,
                session,
                new SweepSettings(sweepEvery, Duration.ofSeconds(5), 1000)),
            () -> new WorkerId("worker-" + sessions.incrementAndGet()),
            new Random(1)),
        registry);
  }

  /** What a meter of that name and outcome has counted, over all kinds. */
  double counted(String name, String outcome) {
    return registry.find(name).tag("outcome", outcome).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  /** Why the worker ended; empty if it was asked to. */
  CompletableFuture<Optional<String>> start(Worker worker) {
    CompletableFuture<Optional<String>> ended = new CompletableFuture<>();
    time.start(
        "worker",
        () -> {
          try {
            ended.complete(worker.run());
          } catch (InterruptedException | RuntimeException | Error e) {
            ended.completeExceptionally(e);
          }
        });
    return ended;
  }

  /** The units of the run, by their ids, as they are now. */
  Map<UnitId, UnitRow> units() {
    return new LedgerAudit(rows).units(RUN);
  }
}
