package io.longhaul.bench.noop;

import io.longhaul.bench.counted.CountedRun;
import io.longhaul.job.Job;
import io.longhaul.job.NoopJob;
import io.longhaul.job.UnitBudget;
import io.longhaul.kind.Noop;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.h2.H2Table;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.price.Bill;
import io.longhaul.queue.QueueRequests;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.UnitState;
import io.longhaul.worker.loop.Handlers;
import io.longhaul.worker.noop.NoopHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Measures what a unit costs by itself, and fails if it is more than what the product promises:
 * {@code noop-units [UNITS [WORKERS [memory|h2]]]}.
 */
public final class NoopUnits {
  /** Requests per unit, to the ledger and to the queues, that are not to be exceeded. */
  static final double MOST = 2.2;

  private NoopUnits() {}

  public static void main(String[] args) throws InterruptedException, IOException {
    int units = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int workers = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    String ledger = args.length > 2 ? args[2] : "memory";
    boolean holds;
    try (Table table = table(ledger)) {
      CountedRun.Result result = run(table, units, workers);
      System.out.print(text(result, units, workers, ledger));
      holds = holds(result, units);
    }
    System.exit(holds ? 0 : 1);
  }

  /** H2 writes to a file and waits for the disk, as the embedded cloud's does. */
  private static Table table(String ledger) throws IOException {
    if (ledger.equals("memory")) return new InMemoryTable();
    if (!ledger.equals("h2")) throw new IllegalArgumentException(ledger + ": memory or h2");
    Path file = Files.createTempDirectory("noop-units").resolve("ledger");
    Retries retries = new Retries(new SystemTime(), new Random(), Duration.ofSeconds(20));
    return new H2Table(
        "jdbc:h2:file:%s;WRITE_DELAY=0".formatted(file), "bench", "bench", 8, retries);
  }

  static CountedRun.Result run(Table table, int units, int workers) throws InterruptedException {
    Noop noop = new Noop();
    Job job = new Job(new NoopJob(units, 0, 90), UnitBudget.DEFAULT);
    Supplier<Handlers> handlers = () -> new Handlers().with(noop, new NoopHandler());
    return new CountedRun(table, job, noop, handlers, workers).run();
  }

  static boolean holds(CountedRun.Result result, int units) {
    return result.counts().open() == 0
        && result.counts().units(UnitState.DONE) == units
        && result.ledgerRequestsPerUnit() <= MOST
        && result.queueRequestsPerUnit() <= MOST;
  }

  private static String text(CountedRun.Result result, int asked, int workers, String ledger) {
    QueueRequests.Count queue = result.queueRequests();
    Bill bill = result.bill();
    double units = result.registered();
    return """
    noop units: %,d done, %,d split into them, %d workers, ledger in %s, queues in memory
      ledger requests  %.3f a unit (at most %.1f): %s
      queue requests   %.3f a unit (at most %.1f): SEND %,d, RECEIVE %,d, DELETE %,d, OTHER %,d
      ledger capacity  %.1f write units, %.2f read units a unit
      cost             $%.2e a unit: ledger $%.2e, queues $%.2e
      time             %,d ms, %,.0f units/s
      %s
    """
        .formatted(
            result.counts().units(UnitState.DONE),
            result.counts().units(UnitState.SPLIT),
            workers,
            ledger,
            result.ledgerRequestsPerUnit(),
            MOST,
            result.requests(),
            result.queueRequestsPerUnit(),
            MOST,
            queue.sends(),
            queue.receives(),
            queue.deletes(),
            queue.others(),
            bill.writeUnits() / units,
            bill.halfReadUnits() / 2.0 / units,
            bill.total() / units,
            bill.ledger() / units,
            bill.queue() / units,
            result.took().toMillis(),
            units * 1000 / Math.max(1, result.took().toMillis()),
            holds(result, asked) ? "holds" : "DOES NOT HOLD");
  }
}
