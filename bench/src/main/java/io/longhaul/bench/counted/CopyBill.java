package io.longhaul.bench.counted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.stack.AwsStacks;
import io.longhaul.bench.Distribution;
import io.longhaul.bench.EmbeddedElsewhere;
import io.longhaul.coordinator.plan.Machine;
import io.longhaul.coordinator.plan.PlanJson;
import io.longhaul.coordinator.plan.Planning;
import io.longhaul.job.Accesses;
import io.longhaul.job.Alphabet;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.CopyOptions.Route;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.UnitBudget;
import io.longhaul.kind.S3Copy;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.metered.MeteredObjectStore;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import io.longhaul.worker.copy.CopyHandler;
import io.longhaul.worker.loop.Handlers;
import io.longhaul.worker.walk.CopySettings;
import io.longhaul.worker.walk.CopyStores;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Holds what {@code plan} reckons beside the requests of a real run, and fails if the plan is less,
 * or much more: {@code bill [OBJECTS]}.
 */
public final class CopyBill {
  private static final int WORKERS = 2;
  private static final int PER_SECOND = 2_000;

  /** A plan may be so many times what it came to. */
  private static final double MOST = 2;

  /** And so much less: workers renew their sessions, which is reckoned with the machines. */
  private static final double SHORT = 0.05;

  private CopyBill() {}

  /**
   * One figure.
   *
   * @param exact whether it must be the same
   */
  record Line(String what, long planned, long counted, boolean exact) {
    boolean holds() {
      if (exact) return planned == counted;
      return planned >= (1 - SHORT) * counted && planned <= MOST * counted;
    }

    @Override
    public String toString() {
      return "%-24s %,12d %,12d  %s"
          .formatted(what, planned, counted, holds() ? "holds" : "DOES NOT HOLD");
    }
  }

  /**
   * What a run came to.
   *
   * @param share what ledger and queues bill, of what S3 does
   */
  record Counted(List<Line> lines, double share) {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int objects = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    Distribution distribution = new Distribution(Path.of("dist/target/longhaul").toAbsolutePath());
    Counted counted = of(distribution, Files.createTempDirectory("bill"), objects);
    System.out.printf("%-24s %12s %12s%n", "%,d objects".formatted(objects), "planned", "counted");
    counted.lines().forEach(System.out::println);
    System.out.printf(
        Locale.ROOT, "bookkeeping came to %.2f %% of what S3 bills%n", 100 * counted.share());
    System.exit(counted.lines().stream().allMatch(Line::holds) ? 0 : 1);
  }

  /** Runs the copy of so many objects on an embedded cloud of its own. */
  static Counted of(Distribution distribution, Path folder, int objects)
      throws IOException, InterruptedException {
    Time time = new SystemTime();
    Path buckets = folder.resolve("s3");
    write(buckets, objects);
    try (EmbeddedElsewhere cloud =
        EmbeddedElsewhere.up(distribution, folder.resolve("cloud"), buckets, time)) {
      return counted(cloud.state(), time);
    }
  }

  private static void write(Path buckets, int objects) throws IOException {
    Path source = Files.createDirectories(buckets.resolve("orders"));
    Files.createDirectories(buckets.resolve("copies"));
    Random random = new Random(1);
    for (int i = 0; i < objects; i++) {
      String key = "%08X-%d".formatted(random.nextInt(), i);
      Files.writeString(source.resolve(key), key);
    }
  }

  /** Plans, runs and compares. */
  private static Counted counted(Path state, Time time) throws IOException, InterruptedException {
    StackSettings settings =
        StackSettings.resolve(Optional.empty(), Optional.of(state), System.getenv());
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    S3Copy kind = new S3Copy();
    Job job = job();
    try (Stack stack = new AwsStacks(AwsSettings.of(64), time).open(settings)) {
      Planning planning = new Planning(stack, job, kind);
      JsonNode cost =
          new ObjectMapper()
              .readTree(
                  PlanJson.of(
                      planning.plan(List.of(WORKERS), PER_SECOND, Machine.of(Machine.USUAL))))
              .get("cost");
      ObjectStore store = new MeteredObjectStore(stack.store(), registry);
      CopyStores stores = any -> new CopyStores.Pair(store, store);
      CountedRun.Result run =
          new CountedRun(
                  new InMemoryTable(),
                  job,
                  kind,
                  () ->
                      new Handlers()
                          .with(
                              kind,
                              new CopyHandler(
                                  stores, CopySettings.DEFAULT, registry, new Random(2))),
                  WORKERS)
              .run();
      if (run.counts().open() != 0) throw new AssertionError("not all was done: " + run.counts());
      double share = run.bill().total() / cost.at("/s3/dollars").asDouble();
      return new Counted(lines(cost, run, registry), share);
    }
  }

  private static Job job() {
    S3CopyJob copy =
        new S3CopyJob(
            S3Location.parse("s3://orders/"),
            S3Location.parse("s3://copies/"),
            new Cut.Hex(Alphabet.UPPER_HEX, 2),
            CopyOptions.DEFAULT.with(Route.SERVER_SIDE),
            Accesses.USUAL);
    return new Job(copy, UnitBudget.DEFAULT);
  }

  private static List<Line> lines(
      JsonNode cost, CountedRun.Result run, SimpleMeterRegistry registry) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("copies", cost.at("/s3/writes").asLong(), calls(registry, "copy"), true));
    lines.add(new Line("listings", cost.at("/s3/lists").asLong(), calls(registry, "list"), false));
    lines.add(new Line("heads", cost.at("/s3/heads").asLong(), calls(registry, "head"), true));
    JsonNode own = cost.get("coordination");
    lines.add(
        new Line(
            "ledger write units",
            own.get("ledgerWriteUnits").asLong(),
            run.bill().writeUnits(),
            false));
    lines.add(
        new Line(
            "queue requests",
            own.get("queueRequests").asLong(),
            run.queueRequests().total(),
            false));
    return lines;
  }

  private static long calls(SimpleMeterRegistry registry, String verb) {
    return registry.find("longhaul.store.calls").tag("verb", verb).timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }
}
