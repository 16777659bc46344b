package io.longhaul.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.claim.SweepSettings;
import io.longhaul.job.Job;
import io.longhaul.job.JobJson;
import io.longhaul.job.NoopJob;
import io.longhaul.job.UnitBudget;
import io.longhaul.kind.Noop;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.RunState;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.queue.Send;
import io.longhaul.queue.memory.InMemoryWorkQueues;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.loop.Handlers;
import io.longhaul.worker.loop.Worker;
import io.longhaul.worker.loop.WorkerSettings;
import io.longhaul.worker.noop.NoopHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CancelledRunTest {
  private static final RunName RUN = new RunName("cancelled");
  private static final UnitRef ROOT = new UnitRef(RUN, UnitId.root(RUN));

  private final Scheduler scheduler = new Scheduler(1);
  private final SimulatedProcess process = new SimulatedProcess("w", scheduler, Duration.ZERO);
  private final InMemoryTable table = new InMemoryTable();
  private final Ledger ledger = new Ledger(table);
  private final InMemoryWorkQueues queues = new InMemoryWorkQueues(process);

  /**
   * Given up for no time at all it came back at once, and again, until a sweeper met it pending.
   */
  @Test
  void a_unit_of_it_is_claimed_once_and_closed_by_the_next_sweep() {
    Job job = new Job(new NoopJob(1, 1, 2), UnitBudget.DEFAULT);
    ledger
        .runs()
        .submit(
            RUN,
            NoopJob.KIND,
            1,
            JobJson.write(job),
            JobJson.hash(job),
            Optional.empty(),
            process.now());
    ledger.cancels().ask(RUN);
    queues.of(Tier.SMALL).send(List.of(new Send(ROOT, Duration.ZERO)));
    process.start("main", this::work);

    scheduler.runUntil(
        () -> ledger.runs().find(RUN).orElseThrow().state().over(),
        Duration.ofMinutes(5).toNanos(),
        20_000);

    assertThat(ledger.runs().find(RUN).orElseThrow().state()).isEqualTo(RunState.CANCELLED);
    // the claim's and the cancel's
    assertThat(ledger.units().find(ROOT).orElseThrow().fence()).isEqualTo(2);
  }

  private void work() {
    WorkerSettings settings = WorkerSettings.of("host", World.SESSION, SweepSettings.FLEET);
    Worker worker =
        new Worker(
            new Worker.Parts(
                ledger,
                queues,
                process,
                new Handlers().with(new Noop(), new NoopHandler()),
                settings,
                () -> new WorkerId("w-1"),
                new Random(1)),
            new SimpleMeterRegistry());
    try {
      worker.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts it", e);
    }
  }
}
