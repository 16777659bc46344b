package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.cli.Surroundings.Place;
import io.longhaul.coordinator.cli.Surroundings.Services;
import io.longhaul.coordinator.cli.Surroundings.Streams;
import io.longhaul.coordinator.fleet.InMemoryFleet;
import io.longhaul.coordinator.grant.InMemoryGrantDesk;
import io.longhaul.coordinator.infra.InMemoryEstate;
import io.longhaul.kind.Kind;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Settlement;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.queue.Message;
import io.longhaul.queue.memory.InMemoryWorkQueues;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.stack.BucketFolders;
import io.longhaul.stack.Engines;
import io.longhaul.stack.SideStores;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackResource;
import io.longhaul.stack.StackResources;
import io.longhaul.stack.StackSettings;
import io.longhaul.stack.Stacks;
import io.longhaul.stack.StoreAt;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A whole stack in memory, and the command line before it. */
public final class World {
  @Command(name = "longhaul")
  static final class Root {
    @CommandLine.Option(
        names = {"-v", "--verbose"},
        scope = CommandLine.ScopeType.INHERIT)
    boolean verbose;
  }

  /** What a command left behind. */
  public record Ran(int exit, String out, String err) {}

  public final BriskTime time = new BriskTime();
  public final InMemoryTable table = new InMemoryTable();
  public final Ledger ledger = new Ledger(table);

  /** The table as the command meets it. */
  public Table reached = table;

  public final InMemoryWorkQueues queues = new InMemoryWorkQueues(time);
  public final InMemoryObjectStore store = new InMemoryObjectStore(time);
  public final Map<String, String> environment = new HashMap<>();

  /** Done before each request to the table. */
  public Runnable whenAsked = () -> {};

  /** Of the stack that was opened last. */
  public @Nullable StackSettings opened;

  /** What a person types who is asked; empty: no terminal is there. */
  public Optional<String> typed = Optional.empty();

  /** Done as that line is waited for. */
  public Runnable whenTyped = () -> {};

  /** The stores of sides that a job reaches in a way of its own. */
  public SideStores sides = access -> new StoreAt(store, "S3 in memory", false);

  /** What the stack is made of. */
  public List<StackResource> resources = List.of();

  /** What it has in its account. */
  public final InMemoryEstate estate = new InMemoryEstate();

  /** The policies that the command meets. */
  public final InMemoryGrantDesk policies = new InMemoryGrantDesk();

  /** The stack's fleet: a group that is not there yet. */
  public final InMemoryFleet fleet = new InMemoryFleet();

  /** Null: a store without folders. */
  public @Nullable BucketFolders folders;

  final CutInThrees kind = new CutInThrees(7);

  /** What the command finds kinds by. */
  Function<String, Kind> kinds = name -> kind;

  final Signals signals = new Signals();
  private final Path folder;

  public World(Path folder) {
    this.folder = folder;
    store.createBucket("orders");
    store.createBucket("copies");
  }

  /** A job file that copies {@code orders} to {@code copies}. */
  public Path job() {
    return job("cut: {by: hex, depth: 1}");
  }

  public Path job(String... lines) {
    List<String> all = new ArrayList<>();
    all.add("kind: s3-copy");
    all.add("source: s3://orders/");
    all.add("target: s3://copies/");
    all.addAll(List.of(lines));
    return file("job.yaml", String.join("\n", all) + "\n");
  }

  public Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Ran run(Object... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            new Streams(
                new PrintWriter(out),
                new PrintWriter(err),
                typed.map(line -> () -> 80),
                () -> {
                  whenTyped.run();
                  return typed;
                }),
            new Place(environment, folder, Optional.empty(), "./longhaul"),
            time,
            new Services(
                new InMemoryStacks(),
                stack -> fleet,
                settings -> estate,
                (settings, own) -> policies),
            kinds,
            signals);
    CommandLine line = Commands.below(new Root(), surroundings);
    Commands.ready(line, surroundings);
    List<String> arguments = new ArrayList<>();
    for (Object word : words) arguments.add(word.toString());
    int exit = line.execute(arguments.toArray(String[]::new));
    return new Ran(exit, out.toString(), err.toString());
  }

  private final class InMemoryStacks implements Stacks {
    @Override
    public Stack open(StackSettings settings) {
      opened = settings;
      return new Stack(
          settings,
          new Engines("memory", "memory", "memory", false),
          time,
          new Stack.Ports(asked(), queues, store, sides, Optional.ofNullable(folders), () -> {}));
    }

    @Override
    public StackResources resources(StackSettings settings) {
      opened = settings;
      return new StackResources("memory", resources, () -> {});
    }
  }

  private Table asked() {
    return (Table)
        Proxy.newProxyInstance(
            Table.class.getClassLoader(),
            new Class<?>[] {Table.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("close")) whenAsked.run();
              try {
                return method.invoke(reached, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Takes every message there is and settles each unit as the test says. */
  public List<UnitRef> work(Function<Claim, Settlement> settle) throws InterruptedException {
    List<UnitRef> done = new ArrayList<>();
    WorkerId worker = new WorkerId("worker");
    for (UnitRef unit : received()) {
      if (ledger.units().claim(unit, worker, unit.unit().value(), 3, time.now())
          instanceof ClaimAnswer.Won won) {
        if (won.claim().payload() instanceof Payload.Root) continue;
        ledger.settlements().settle(settle.apply(won.claim()), time.now());
        done.add(unit);
      }
    }
    return done;
  }

  /** The units of all messages that can be received now, deleted. */
  public List<UnitRef> received() throws InterruptedException {
    List<UnitRef> units = new ArrayList<>();
    for (Tier tier : Tier.values()) {
      while (true) {
        List<Message> messages = queues.of(tier).receive(10, Duration.ZERO);
        if (messages.isEmpty()) break;
        queues.of(tier).delete(messages);
        for (Message message : messages) units.add(message.unit().orElseThrow());
      }
    }
    return units;
  }
}
