package io.longhaul;

import io.longhaul.access.NoAccess;
import io.longhaul.command.AllowedCommands;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.SessionIds;
import io.longhaul.coordinator.cli.AllowOptions;
import io.longhaul.coordinator.cli.StackOptions;
import io.longhaul.coordinator.cli.Surroundings;
import io.longhaul.kind.Noop;
import io.longhaul.kind.S3Copy;
import io.longhaul.kind.S3Verify;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.worker.command.AsUser;
import io.longhaul.worker.command.CommandHandler;
import io.longhaul.worker.command.CommandSettings;
import io.longhaul.worker.copy.CopyHandler;
import io.longhaul.worker.loop.Handlers;
import io.longhaul.worker.loop.Worker;
import io.longhaul.worker.loop.WorkerSettings;
import io.longhaul.worker.noop.NoopHandler;
import io.longhaul.worker.verify.VerifyHandler;
import io.longhaul.worker.walk.CopySettings;
import io.longhaul.worker.walk.CopyStores;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A worker in this process: does units of any run of the stack until it is told to drain. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    description = {
      "Works in this process.",
      "SIGTERM or Ctrl-C drains it: units in hand are finished or handed back; a second "
          + "signal ends it at once, and others take its units over. On an EC2 instance it also "
          + "drains when that has to go."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul worker",
      "  longhaul worker --slots 16,8,2     # SMALL, MEDIUM and LARGE units at once",
      "  longhaul worker --until orders     # leaves when that run is over",
      "  longhaul worker --idle 10m         # leaves when there is nothing to do",
      "  longhaul worker --local",
      "  longhaul worker --allow resize=/usr/local/bin/resize   # for jobs of the kind command",
      "  longhaul worker --health-port 8080 # /health and /metrics, on this machine alone",
      "  longhaul worker --cloudwatch Longhaul --log json"
    })
final class WorkerCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--slots",
      paramLabel = "N,N,N",
      split = ",",
      arity = "1",
      description = "Units at once: SMALL, MEDIUM, LARGE. Else as suits a small machine.")
  private @Nullable List<Integer> slots;

  @Option(names = "--until", paramLabel = "RUN", description = "Leave when that run is over.")
  private @Nullable String runName;

  @Mixin private StackOptions stackOptions;
  @Mixin private InstrumentOptions instrumentOptions;
  @Mixin private HostOptions hostOptions;
  @Mixin private AllowOptions allowOptions;

  WorkerCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<RunName> run = run();
    try (Instruments instruments = instrumentOptions.instruments(surroundings);
        Residence residence = hostOptions.residence(surroundings)) {
      return work(run, instruments, residence, commands(residence.onInstance()));
    }
  }

  private int work(
      Optional<RunName> run, Instruments instruments, Residence residence, CommandSettings commands)
      throws InterruptedException {
    try (Stack stack = stackOptions.openForWorker(surroundings)) {
      Optional<Until> until = run.map(name -> new Until(stack, name, surroundings::say));
      until.ifPresent(Until::check);
      MeterRegistry registry = instruments.of(stack);
      Worker.Parts parts = parts(stack, registry, residence.name(), commands);
      Worker worker = new Worker(parts, registry);
      instruments.show(worker);
      residence.moveIn(worker, parts.handlers(), stack, registry);
      surroundings.signals().onFirst(worker::drain);
      until.ifPresent(end -> stack.time().start("until", () -> drainAfter(end, worker)));
      Optional<String> why = worker.run();
      residence.moveOut(worker);
      Optional<NoAccess> noAccess = until.flatMap(Until::noAccess);
      if (noAccess.isPresent()) throw noAccess.get();
      if (why.isPresent()) throw CommandFailed.failed("the worker cannot go on: " + why.get());
      until
          .flatMap(Until::why)
          .ifPresent(over -> surroundings.say(over + ", so this worker has ended"));
      return Exit.DONE;
    }
  }

  private static void drainAfter(Until end, Worker worker) {
    end.await();
    worker.drain();
  }

  private Optional<RunName> run() {
    if (runName == null) return Optional.empty();
    try {
      return Optional.of(new RunName(runName));
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(e);
    }
  }

  private Worker.Parts parts(
      Stack stack, MeterRegistry registry, String host, CommandSettings commands) {
    RandomGenerator random = new Random(); // one that many threads may ask
    CopyStores stores = new WorkerStores(stack, registry);
    Handlers handlers =
        new Handlers()
            .with(new S3Copy(), new CopyHandler(stores, CopySettings.DEFAULT, registry, random))
            .with(new S3Verify(), new VerifyHandler(stores, CopySettings.DEFAULT, registry, random))
            .with(new io.longhaul.kind.Command(), new CommandHandler(stack.store(), commands))
            .with(new Noop(), new NoopHandler());
    return new Worker.Parts(
        stack.ledger(),
        stack.queues(),
        stack.time(),
        handlers,
        settings(stack.settings(), host),
        () -> SessionIds.fresh("worker"),
        random);
  }

  /** What a command on an instance can ask for as the worker's user are the worker's rights. */
  private CommandSettings commands(boolean onInstance) {
    CommandSettings commands;
    try {
      commands =
          CommandSettings.of(
              allowOptions.allowed(surroundings),
              stackOptions.state(surroundings),
              surroundings.place().environment());
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(e);
    }
    boolean some = !commands.allowed().equals(AllowedCommands.NONE);
    if (onInstance && some && commands.user().isEmpty()) {
      throw CommandFailed.misused(
          "%s: on an EC2 instance commands run as another user, who does not reach its credentials;"
                  .formatted(AllowedCommands.FLAG)
              + " name one by %s, as LONGHAUL_EXEC=yes does (ami/README.md)"
                  .formatted(AsUser.VARIABLE));
    }
    if (some) makeFolder(commands);
    return commands;
  }

  private static void makeFolder(CommandSettings commands) {
    try {
      commands.makeFolder();
    } catch (IOException e) {
      throw CommandFailed.failed(
          "%s: artifacts cannot be kept in %s: %s"
              .formatted(AllowedCommands.FLAG, commands.artifacts(), e.getMessage()));
    }
  }

  private WorkerSettings settings(StackSettings stack, String host) {
    WorkerSettings usual = WorkerSettings.of(host, stack.sessions(), stack.sweeps());
    if (runName != null) usual = usual.ofOneRun();
    if (slots == null) return usual;
    if (slots.size() != Tier.values().length) {
      throw CommandFailed.misused("--slots: write three numbers, for SMALL, MEDIUM and LARGE");
    }
    try {
      return usual.withSlots(
          Map.of(Tier.SMALL, slots.get(0), Tier.MEDIUM, slots.get(1), Tier.LARGE, slots.get(2)));
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused("--" + e.getMessage());
    }
  }
}
