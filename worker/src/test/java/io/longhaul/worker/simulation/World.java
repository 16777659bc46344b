package io.longhaul.worker.simulation;

import io.longhaul.claim.SessionSettings;
import io.longhaul.claim.SweepSettings;
import io.longhaul.job.Job;
import io.longhaul.job.JobJson;
import io.longhaul.ledger.Audit.Audited;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerAudit;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.OpenUnits;
import io.longhaul.ledger.Redrives.Redriven;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.RunState;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.queue.Send;
import io.longhaul.queue.memory.InMemoryWorkQueues;
import io.longhaul.time.Alarm;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.loop.Handlers;
import io.longhaul.worker.loop.Worker;
import io.longhaul.worker.loop.WorkerSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One seed's world: ledger, queues, workers that come and go, coordinators and an operator; it runs
 * until the run is over, and then says what is wrong.
 */
final class World {
  static final RunName RUN = new RunName("sim");
  private static final Duration FAULTS = Duration.ofMinutes(12);
  private static final Duration END = Duration.ofHours(8);

  /** How often somebody looks whether a worker died. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  /** Whether all is over need not be read from the ledger at each step. */
  private static final int STEPS_A_LOOK = 16;

  /** By then who cancels has done so; a run of no bad luck is over sooner. */
  private static final Duration CANCELS = Duration.ofMinutes(3);

  private static final long MOST_STEPS = 3_000_000;
  static final SessionSettings SESSION = SessionSettings.FLEET;

  private final Scheduler scheduler;
  private final Faults faults;
  private final Sabotage sabotage;
  private final InMemoryTable rows = InMemoryTable.lagging();
  private final InMemoryWorkQueues queues;
  private final List<String> violations = new ArrayList<>();
  private final List<SimulatedProcess> processes = new ArrayList<>();
  final Work work;
  private final boolean tolerant;
  private final int workers;

  World(long seed, Sabotage sabotage) {
    this.scheduler = new Scheduler(seed);
    this.faults = new Faults(scheduler, FAULTS);
    this.sabotage = sabotage;
    SimulatedProcess cloud = process("cloud");
    this.queues = new InMemoryWorkQueues(cloud);
    this.tolerant = scheduler.random.nextBoolean();
    this.workers = 1 + scheduler.random.nextInt(3);
    this.work =
        scheduler.random.nextBoolean()
            ? new CopyWork(scheduler, faults, sabotage, cloud, process("outsider"), violations)
            : new TreeWork(scheduler.random, faults, tolerant, violations);
  }

  private SimulatedProcess process(String name) {
    // clocks differ by up to two thirds of the margin between any two
    long most = SESSION.margin().toMillis() / 3;
    Duration skew = Duration.ofMillis(scheduler.random.nextLong(2 * most + 1) - most);
    SimulatedProcess process = new SimulatedProcess(name, scheduler, skew);
    processes.add(process);
    return process;
  }

  private Ledger ledger(SimulatedProcess process) {
    return new Ledger(
        new FaultyTable(process, table(process.name), faults, new Renewals(violations)));
  }

  private Table table(String process) {
    return sabotage.table(new Watch(rows, violations, process));
  }

  /** Runs the world to its end; what is wrong with it, nothing if nothing is. */
  List<String> run() {
    SimulatedProcess cloud = processes.getFirst();
    cloud.start(
        "index", () -> forever(cloud, 2_000, () -> rows.catchUp(1 + scheduler.random.nextInt(20))));
    cloud.start("mischief", () -> forever(cloud, 60_000, this::mischief));
    scheduler.at(
        work.begins().toNanos(),
        () -> {
          for (int i = 0; i < 2; i++) coordinate("coordinator" + i);
        });
    // whoever submits asks until it is done; here the last one does, when nothing goes wrong any
    // more
    scheduler.at(faults.endNanos, () -> coordinate("coordinator2"));
    for (int i = 0; i < workers; i++) keepWorker(i, 0);
    redriveAtTheLastMoment();
    if (scheduler.random.nextInt(2) == 0) operate("operator0");
    if (scheduler.random.nextInt(3) == 0) operate("operator1");
    boolean ended =
        scheduler.runUntil(
            () -> !violations.isEmpty() || zombiesGone() && over(), END.toNanos(), MOST_STEPS);
    List<String> wrong = new ArrayList<>(violations);
    if (!ended) {
      wrong.add(
          "the run does not end: %s after %s and %d steps, open %s"
              .formatted(
                  state(), Duration.ofNanos(scheduler.nanos()), scheduler.steps(), openUnits()));
    }
    for (SimulatedProcess process : processes) {
      if (process.uncaught != null) wrong.add(process.name + " ended by " + process.uncaught);
    }
    if (wrong.isEmpty()) wrong.addAll(audit());
    return wrong;
  }

  /** Workers that froze were killed, and what they sent has landed. */
  private boolean zombiesGone() {
    return scheduler.nanos() >= faults.endNanos + LOOK.toNanos() && work.quiet();
  }

  private boolean over() {
    return scheduler.steps() % STEPS_A_LOOK == 0 && state().over() && rows.behind() == 0;
  }

  long steps() {
    return scheduler.steps();
  }

  private RunState state() {
    return new Ledger(rows).runs().find(RUN).map(Run::state).orElse(RunState.OPEN);
  }

  private String openUnits() {
    List<String> open = new ArrayList<>();
    new LedgerAudit(rows)
        .units(RUN)
        .values()
        .forEach(unit -> {
          if (unit.state().open()) {
            open.add(
                unit.ref().unit()
                    + " "
                    + unit.state()
                    + " due "
                    + unit.due()
                    + " worker "
                    + unit.worker());
          }
        });
    return open.toString();
  }

  private List<String> audit() {
    LedgerAudit audit = new LedgerAudit(rows);
    List<String> wrong = new ArrayList<>(audit.findings(RUN));
    wrong.addAll(audit.imbalance(RUN));
    wrong.addAll(found());
    wrong.addAll(work.audit(rows, new Ledger(rows).runs().counts(RUN).tally()));
    return wrong;
  }

  /** What the product's own audit names, now that nothing moves. */
  private List<String> found() {
    List<String> found = new ArrayList<>();
    try {
      Audited audited = new Ledger(rows).audit().audit(RUN, one -> found.add(one.toString()));
      if (audited.moving() > 0) found.add(audited + ": moving");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  private void forever(SimulatedProcess process, int mostMillis, Step step) {
    try {
      while (true) {
        process.sleep(Duration.ofMillis(1 + scheduler.random.nextInt(mostMillis)));
        step.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void mischief() {
    if (faults.over()) return;
    Tier tier = Tier.SMALL;
    switch (scheduler.random.nextInt(8)) {
      case 0 -> queues.of(tier).purge();
      case 1 -> queues.of(tier).showAll();
      case 2 -> queues.of(tier).sendText("{\"not\":\"ours\"}");
      default -> {}
    }
  }

  /**
   * Two submit the same run at once, again and again, each under a session or leaving it to others.
   */
  private void coordinate(String name) {
    SimulatedProcess process = process(name);
    Ledger ledger = ledger(process);
    boolean detached = scheduler.random.nextBoolean();
    Job job = work.job();
    process.start(
        "submit",
        () ->
            forever(
                process,
                5_000,
                () -> {
                  WorkerId me = new WorkerId(name + "-" + scheduler.steps());
                  try {
                    Instant now = process.now();
                    if (!detached) {
                      ledger.sessions().begin(me, name, 1, now.plus(SESSION.length()));
                    }
                    ledger
                        .runs()
                        .submit(
                            RUN,
                            job.kind(),
                            1,
                            JobJson.write(job),
                            JobJson.hash(job),
                            detached ? Optional.empty() : Optional.of(me),
                            now);
                    // it dies, or hands over: whoever holds the root then is lost
                    process.sleep(Duration.ofDays(1));
                  } catch (LedgerUnavailable e) {
                    // asks again
                  }
                }));
  }

  /** A worker process; when it dies another takes its place, once at least after the faults. */
  private void keepWorker(int place, int life) {
    SimulatedProcess process = process("w" + place + "." + life);
    AtomicInteger sessions = new AtomicInteger();
    Renewals renewals = new Renewals(violations);
    Table table = new FaultyTable(process, table(process.name), faults, renewals);
    Work.Skill skill = work.skill(process, rows);
    WorkerSettings settings =
        new WorkerSettings(
            process.name,
            Map.of(Tier.SMALL, Tree.SLOTS, Tier.MEDIUM, 1, Tier.LARGE, 1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            SESSION,
            new SweepSettings(Duration.ofSeconds(15), Duration.ofMinutes(1), 1000));
    Worker worker =
        new Worker(
            new Worker.Parts(
                new Ledger(sabotage.heard(table)),
                sabotage.queues(new FaultyQueues(process, queues, faults, renewals)),
                process,
                new Handlers().with(skill.kind(), sabotage.handler(skill.handler())),
                settings,
                () -> new WorkerId(process.name + "-" + sessions.incrementAndGet()),
                new Random(scheduler.random.nextLong())),
            new SimpleMeterRegistry());
    process.start(
        "main",
        () -> {
          work(worker);
          process.end();
        });
    if (scheduler.random.nextInt(3) == 0 && !faults.over()) {
      process.start("drain", () -> drainLater(process, worker));
    }
    watch(process, place, life);
  }

  private static void work(Worker worker) {
    try {
      worker.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a worker's main thread", e);
    }
  }

  private void drainLater(SimulatedProcess process, Worker worker) {
    try {
      process.sleep(Duration.ofMillis(scheduler.random.nextInt(600_000)));
      worker.drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Every half minute: one that died is replaced, and at the end of the faults all are. */
  private void watch(SimulatedProcess process, int place, int life) {
    if (faults.over()) return;
    scheduler.at(
        scheduler.nanos() + LOOK.toNanos(),
        () -> {
          if (faults.over() || process.dead() || process.ended()) {
            process.kill();
            keepWorker(place, life + 1);
          } else {
            watch(process, place, life);
          }
        });
  }

  /** Redrives, cancels, accepts and sweeps by hand at random moments. */
  private void operate(String name) {
    SimulatedProcess process = process(name);
    Ledger ledger = ledger(process);
    WorkerId me = new WorkerId(name + "-1");
    long never = Long.MAX_VALUE;
    long cancelsAt =
        scheduler.random.nextInt(3) == 0 ? scheduler.random.nextLong(CANCELS.toNanos()) : never;
    int most = scheduler.random.nextBoolean() ? 5_000 : 100_000;
    process.start(
        "operate",
        () ->
            forever(
                process,
                most,
                () -> {
                  if (faults.over()) return;
                  operateTwice(ledger, me, process, scheduler.nanos() >= cancelsAt);
                }));
  }

  /** Somebody who sees that all is over but what is dead, and opens that again at once, twice. */
  private void redriveAtTheLastMoment() {
    SimulatedProcess process = process("latecomer");
    Ledger ledger = ledger(process);
    Alarm alarm = process.alarm();
    faults.atTheLastMoment(alarm::ring);
    WorkerId me = new WorkerId("latecomer-1");
    process.start(
        "operate",
        () -> {
          try {
            while (true) {
              boolean rung = alarm.await(END);
              // the index shows the dead a little later
              for (int i = 0; rung && i < 3; i++) {
                operateTwice(ledger, me, process, false);
                process.sleep(Duration.ofMillis(1 + scheduler.random.nextInt(3_000)));
              }
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Two terminals, or a second click. */
  private void operateTwice(Ledger ledger, WorkerId me, SimulatedProcess process, boolean cancels) {
    process.start("again", () -> operateOnce(ledger, me, process, cancels));
    operateOnce(ledger, me, process, cancels);
  }

  private void operateOnce(Ledger ledger, WorkerId me, SimulatedProcess process, boolean cancels) {
    try {
      redriveAll(ledger, me, process);
      if (cancels) ledger.cancels().ask(RUN);
    } catch (LedgerUnavailable e) {
      // the person tries again later
    }
  }

  private void redriveAll(Ledger ledger, WorkerId me, SimulatedProcess process) {
    for (OpenUnits.Dead dead : ledger.open().dead(RUN, 100)) {
      if (scheduler.random.nextInt(10) == 0) {
        ledger.redrives().accept(dead.ref(), "somebody", "for a reason", me, process.now());
      } else if (ledger.redrives().redrive(dead.ref(), tolerant, me, process.now())
          instanceof Redriven.Pending pending) {
        Send message = new Send(pending.toSend().unit(), Duration.ZERO);
        if (faults.coin()) queues.of(pending.toSend().tier()).send(List.of(message));
      }
    }
  }
}
