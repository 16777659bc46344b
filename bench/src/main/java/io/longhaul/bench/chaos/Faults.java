package io.longhaul.bench.chaos;

import io.longhaul.queue.WorkQueues;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.Tier;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Faults in random order, long ones less often than short ones. */
final class Faults {
  /** What may be done. */
  enum Kind {
    KILL,
    FREEZE,
    PURGE,
    LEDGER,
    DISK
  }

  private static final Duration LONGEST_GAP = Duration.ofSeconds(8);

  private final Plan plan;
  private final Crew crew;
  private final Gate ledger;
  private final Disk disk;
  private final WorkQueues queues;
  private final Time time;
  private final Consumer<String> says;
  private final Deque<Kind> deck = new ArrayDeque<>();
  private final Map<Kind, Integer> done = new EnumMap<>(Kind.class);
  private final List<Thread> busy = new ArrayList<>();
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

  /** What faults are done to. */
  record Victims(Crew crew, Gate ledger, Disk disk, WorkQueues queues) {}

  Faults(Plan plan, Victims victims, Time time, Consumer<String> says) {
    this.plan = plan;
    this.crew = victims.crew();
    this.ledger = victims.ledger();
    this.disk = victims.disk();
    this.queues = victims.queues();
    this.time = time;
    this.says = says;
  }

  /** Goes on for the plan's length; returns when all is whole again. */
  void run(Random random) throws InterruptedException {
    Deadline end = Deadline.in(time, plan.length());
    while (!end.passed()) {
      time.sleep(upTo(plan.calm(), random));
      begin(next(random), random);
    }
    for (Thread fault : busy) fault.join();
  }

  private Kind next(Random random) {
    if (deck.isEmpty()) {
      List<Kind> all = new ArrayList<>();
      for (Kind kind : Kind.values()) all.addAll(Collections.nCopies(share(kind), kind));
      Collections.shuffle(all, random);
      deck.addAll(all);
    }
    return deck.remove();
  }

  /** How often, for each time that the ledger is stopped. */
  private int share(Kind kind) {
    return switch (kind) {
      case KILL, FREEZE -> 2 * plan.often();
      case PURGE -> plan.often();
      case LEDGER, DISK -> 1;
    };
  }

  /** Drawn here, and not in the fault's thread, so that the seed alone decides. */
  private void begin(Kind kind, Random random) {
    int worker = random.nextInt(plan.workers());
    Duration length =
        switch (kind) {
          case KILL -> upTo(LONGEST_GAP, random);
          case FREEZE -> plan.session().plus(upTo(plan.session().multipliedBy(2), random));
          case PURGE -> Duration.ZERO;
          case LEDGER, DISK -> plan.outage();
        };
    says.accept(text(kind, worker, length));
    busy.add(
        time.start(
            "fault",
            () -> {
              try {
                if (act(kind, worker, length)) note(kind);
              } catch (IOException | RuntimeException e) {
                failures.add("%s cannot be done: %s".formatted(kind, e));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private static String text(Kind kind, int worker, Duration length) {
    String seconds = "%.0f s".formatted(length.toMillis() / 1e3);
    return switch (kind) {
      case KILL -> "kill worker %d; followed after %s".formatted(worker + 1, seconds);
      case FREEZE -> "freeze worker %d for %s".formatted(worker + 1, seconds);
      case PURGE -> "purge the queues";
      case LEDGER -> "stop the ledger for " + seconds;
      case DISK -> "disk full for " + seconds;
    };
  }

  private synchronized void note(Kind kind) {
    done.merge(kind, 1, Integer::sum);
  }

  /** False where there was nothing to do it to. */
  private boolean act(Kind kind, int worker, Duration length)
      throws IOException, InterruptedException {
    switch (kind) {
      case KILL -> {
        return crew.kill(worker, length);
      }
      case FREEZE -> {
        return crew.freeze(worker, length);
      }
      case PURGE -> {
        for (Tier tier : Tier.values()) queues.of(tier).purge();
      }
      case LEDGER -> stopLedger(length);
      case DISK -> fillDisk(length);
    }
    return true;
  }

  /** One outage after the other. */
  private void stopLedger(Duration length) throws IOException, InterruptedException {
    synchronized (ledger) {
      ledger.shut();
      time.sleep(length);
      ledger.open();
    }
  }

  private void fillDisk(Duration length) throws IOException, InterruptedException {
    synchronized (disk) {
      disk.fill();
      time.sleep(length);
      disk.free();
    }
  }

  private static Duration upTo(Duration longest, Random random) {
    return longest.multipliedBy(100 + random.nextInt(900)).dividedBy(1_000);
  }

  synchronized Map<Kind, Integer> done() {
    return new EnumMap<>(done);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }
}
