package io.longhaul;

import io.longhaul.claim.SessionSettings;
import io.longhaul.coordinator.SessionIds;
import io.longhaul.kind.Command;
import io.longhaul.kind.Noop;
import io.longhaul.kind.S3Copy;
import io.longhaul.kind.S3Verify;
import io.longhaul.s3.PartSizes;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.stack.Stacks;
import io.longhaul.unit.RunName;
import io.longhaul.worker.command.CommandHandler;
import io.longhaul.worker.command.CommandSettings;
import io.longhaul.worker.copy.CopyHandler;
import io.longhaul.worker.loop.Handlers;
import io.longhaul.worker.loop.Worker;
import io.longhaul.worker.loop.WorkerSettings;
import io.longhaul.worker.noop.NoopHandler;
import io.longhaul.worker.verify.VerifyHandler;
import io.longhaul.worker.walk.CopySettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.Random;

/** The worker of the distribution in this process, to which few bytes are a large object. */
public final class SmallPartsWorker {
  private static final long PART = 5L << 20;

  private SmallPartsWorker() {}

  /**
   * Works until a run is over.
   *
   * @return why it ended before, if it did
   */
  public static Optional<String> run(
      Stacks stacks, StackSettings settings, RunName run, CommandSettings commands)
      throws InterruptedException {
    MeterRegistry registry = new SimpleMeterRegistry();
    CopySettings copy = CopySettings.DEFAULT.with(new PartSizes(PART, PART, 1));
    try (Stack stack = stacks.openForWorker(settings)) {
      WorkerStores stores = new WorkerStores(stack, registry);
      Random random = new Random(7);
      Handlers handlers =
          new Handlers()
              .with(new S3Copy(), new CopyHandler(stores, copy, registry, random))
              .with(new S3Verify(), new VerifyHandler(stores, copy, registry, random))
              .with(new Command(), new CommandHandler(stack.store(), commands))
              .with(new Noop(), new NoopHandler());
      SessionSettings sessions = settings.sessions();
      Worker worker =
          new Worker(
              new Worker.Parts(
                  stack.ledger(),
                  stack.queues(),
                  stack.time(),
                  handlers,
                  WorkerSettings.of("here", sessions, settings.sweeps()),
                  () -> SessionIds.fresh("worker"),
                  random),
              registry);
      Until until = new Until(stack, run, line -> {});
      var unused =
          stack
              .time()
              .start(
                  "until",
                  () -> {
                    until.await();
                    worker.drain();
                  });
      return worker.run();
    }
  }
}
