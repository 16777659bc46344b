package io.longhaul.worker.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longhaul.claim.SweepSettings;
import io.longhaul.job.Accesses;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.JobJson;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.UnitBudget;
import io.longhaul.kind.S3Copy;
import io.longhaul.ledger.Caps;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerAudit;
import io.longhaul.ledger.UnitRow;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.queue.Send;
import io.longhaul.queue.memory.InMemoryWorkQueues;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreCall;
import io.longhaul.s3.StoreFault;
import io.longhaul.s3.StoreFaults;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.copy.CopyHandler;
import io.longhaul.worker.loop.Handlers;
import io.longhaul.worker.loop.Worker;
import io.longhaul.worker.loop.WorkerSettings;
import io.longhaul.worker.walk.CopySettings;
import io.longhaul.worker.walk.CopyStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Real workers on a simulated clock that copy what lies below {@code in/}, 40 prefixes of 5 objects
 * each unless a test wants others, while the store refuses what it says.
 */
final class OutageScene {
  static final String FROM = "source";
  static final int PREFIXES = 40;
  static final int EACH = 5;

  final Scheduler scheduler = new Scheduler(1);
  final SimulatedProcess cloud = new SimulatedProcess("cloud", scheduler, Duration.ZERO);
  private final List<SimulatedProcess> workers = new ArrayList<>();
  final InMemoryTable table = new InMemoryTable();
  final Ledger ledger = new Ledger(table);
  final InMemoryWorkQueues queues = new InMemoryWorkQueues(cloud);
  final InMemoryObjectStore store = new InMemoryObjectStore(cloud);
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  /** When each call was made, by the simulated clock. */
  final List<Call> calls = new ArrayList<>();

  /** Only objects that are known by name are asked for so. */
  Duration headTakes = Duration.ofMillis(100);

  /** What befalls a call that is not refused; nothing: it takes its time. */
  StoreFaults faults = StoreFaults.none();

  /** As the workers meet it. */
  ObjectStore reached = store;

  CopyOptions options = CopyOptions.DEFAULT;

  /** Why workers ended that were not asked to. */
  final List<String> ended = new ArrayList<>();

  boolean mayEnd;

  private final List<String> prefixes = new ArrayList<>();
  private Function<StoreCall, Optional<Refusal>> refuses = call -> Optional.empty();

  /**
   * @param by the process that made it
   */
  record Call(Duration at, StoreCall call, String by) {}

  record Refusal(FailureClass failure, String code) {}

  OutageScene() {
    this(PREFIXES, EACH);
  }

  OutageScene(int prefixes, int each) {
    store.createBucket(FROM);
    for (int i = 0; i < prefixes; i++) {
      this.prefixes.add("%02d/".formatted(i));
      for (int j = 0; j < each; j++) {
        String key = "in/%02d/%d".formatted(i, j);
        store.write(FROM, key, key.getBytes(UTF_8));
      }
    }
    store.breakWith(call -> {
      String by = Thread.currentThread().getName().split("/", -1)[0];
      calls.add(new Call(Duration.ofNanos(scheduler.nanos()), call, by));
      Optional<Refusal> refusal = refuses.apply(call);
      StoreFault fault = faults.of(call);
      if (!(fault instanceof StoreFault.None)) return fault;
      return refusal.isEmpty()
          ? new StoreFault.Slow(call.op() == StoreCall.Op.HEAD ? headTakes : Duration.ofMillis(100))
          : new StoreFault.Fails(() ->
              InMemoryObjectStore.failure(
                  refusal.get().failure(), refusal.get().code(), refusal.get().code()));
    });
  }

  /** From now on what this says; null: nothing is refused. */
  void refuse(@Nullable FailureClass failure, String code, Predicate<StoreCall> what) {
    refuses =
        call ->
            failure != null && what.test(call)
                ? Optional.of(new Refusal(failure, code))
                : Optional.empty();
  }

  void refuseNothing() {
    refuse(null, "", call -> false);
  }

  RunName submit(String name, String bucket) {
    return submit(name, bucket, Caps.NONE);
  }

  RunName submit(String name, String bucket, Caps caps) {
    RunName run = new RunName(name);
    S3CopyJob copy =
        new S3CopyJob(
            new S3Location(FROM, "in/"),
            new S3Location(bucket, "out/"),
            new Cut.Prefixes(prefixes),
            options,
            Accesses.USUAL);
    Job job = new Job(copy, UnitBudget.DEFAULT);
    ledger
        .runs()
        .submit(
            run,
            S3CopyJob.KIND,
            1,
            JobJson.write(job),
            JobJson.hash(job),
            caps,
            Optional.empty(),
            cloud.now());
    UnitRef root = new UnitRef(run, UnitId.root(run));
    queues.of(Tier.SMALL).send(List.of(new Send(root, Duration.ZERO)));
    return run;
  }

  void startWorker() {
    startWorker("w");
  }

  Worker startWorker(String name) {
    SimulatedProcess process = new SimulatedProcess(name, scheduler, Duration.ZERO);
    workers.add(process);
    Worker worker = worker(process);
    process.start("main", () -> work(worker));
    return worker;
  }

  private Worker worker(SimulatedProcess process) {
    CopyStores.Pair stores = new CopyStores.Pair(reached, reached);
    Handlers handlers =
        new Handlers()
            .with(
                new S3Copy(),
                new CopyHandler(job -> stores, CopySettings.DEFAULT, registry, new Random(2)));
    WorkerSettings settings = WorkerSettings.of("host", World.SESSION, SweepSettings.FLEET);
    return new Worker(
        new Worker.Parts(
            ledger,
            queues,
            process,
            handlers,
            settings,
            () -> new WorkerId("worker-" + process.name),
            new Random(1)),
        registry);
  }

  private void work(Worker worker) {
    try {
      worker.run().ifPresent(ended::add);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts it", e);
    }
  }

  /** Lets the clock go on to this. */
  void until(Duration moment) {
    scheduler.at(moment.toNanos(), () -> {});
    scheduler.runUntil(() -> scheduler.nanos() >= moment.toNanos(), Long.MAX_VALUE, 10_000_000);
    check();
  }

  private void check() {
    if (!ended.isEmpty() && !mayEnd) throw new AssertionError("a worker ended: " + ended);
    for (SimulatedProcess process : workers) {
      if (process.uncaught != null) throw new AssertionError("a worker ended", process.uncaught);
    }
  }

  /** Whether the run was over by then. */
  boolean overBy(RunName run, Duration moment) {
    boolean over =
        scheduler.runUntil(
            () -> scheduler.steps() % 64 == 0 && over(run), moment.toNanos(), 10_000_000);
    check();
    return over;
  }

  private boolean over(RunName run) {
    return ledger.runs().find(run).orElseThrow().state().over();
  }

  List<UnitRow> units(RunName run, UnitState state) {
    return new LedgerAudit(table)
        .units(run).values().stream().filter(unit -> unit.state() == state).toList();
  }

  int arrived(String bucket) {
    return store.all(bucket).size();
  }

  /** How many calls there were of this sort, from one moment to another. */
  long calls(StoreCall.Op op, String bucket, Duration from, Duration to) {
    return calls.stream()
        .filter(call -> call.call().op() == op && call.call().bucket().equals(bucket))
        .filter(call -> call.at().compareTo(from) >= 0 && call.at().compareTo(to) < 0)
        .count();
  }

  double meter(String name) {
    return registry.find(name).counters().stream().mapToDouble(counter -> counter.count()).sum();
  }
}
