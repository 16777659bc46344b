package io.longhaul.worker.verify;

import io.longhaul.claim.InHand;
import io.longhaul.job.Accesses;
import io.longhaul.job.Alphabet;
import io.longhaul.job.CompareOptions;
import io.longhaul.job.CompareOptions.Attributes;
import io.longhaul.job.CompareOptions.By;
import io.longhaul.job.CopyOptions.Route;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.Keep;
import io.longhaul.job.S3Location;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.job.Selection;
import io.longhaul.job.UnitBudget;
import io.longhaul.pattern.Rename;
import io.longhaul.s3.Body;
import io.longhaul.s3.Expect;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PartSizes;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StoreCall;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.s3.StoreFaults;
import io.longhaul.s3.pace.Allowance;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Payload.Range;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import io.longhaul.verify.Difference;
import io.longhaul.worker.walk.CopySettings;
import io.longhaul.worker.walk.CopyStores;
import io.longhaul.worker.walk.SeededTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Two buckets, a job that compares them, and a worker that does one unit after the other. */
final class VerifyScene {
  static final String FROM = "source";
  static final String TO = "target";
  private static final int ATTEMPTS = 3;

  final SeededTime time;
  final InMemoryObjectStore store;
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final List<StoreCall> calls = new ArrayList<>();
  StoreFaults faults = StoreFaults.none();
  CompareOptions compare = CompareOptions.DEFAULT;
  Route route = Route.SERVER_SIDE;
  Cut cut = new Cut.Hex(Alphabet.UPPER_HEX, 1);
  Selection select = Selection.ALL;
  Keep keep = Keep.DEFAULT;
  @Nullable Rename rename;
  CopySettings settings = CopySettings.DEFAULT;

  /** When the run began; null: just now, whenever one asks. */
  @Nullable Instant began;

  UnitBudget budget = UnitBudget.DEFAULT;
  BooleanSupplier leaving = () -> false;

  /** What the handler sees; a test may put something before the store. */
  ObjectStore seen;

  /** What is dead, with why. */
  final List<Dead> dead = new ArrayList<>();

  /** All that was settled, the dead among it. */
  Tally sum = Tally.NONE;

  private final Random random;

  record Dead(Payload payload, Outcome.Failed failed) {}

  private record Open(Payload payload, int redriven, int attempts) {}

  VerifyScene(long seed) {
    random = new Random(seed);
    time = new SeededTime(seed);
    store = new InMemoryObjectStore(time);
    store.createBucket(FROM);
    store.createBucket(TO);
    store.breakWith(call -> {
      calls.add(call);
      return faults.of(call);
    });
    seen = store;
  }

  VerifyScene() {
    this(1);
  }

  // What lies there.

  void source(String key, String text) {
    store.write(FROM, "in/" + key, text.getBytes(StandardCharsets.UTF_8));
  }

  void target(String key, String text) {
    store.write(TO, "out/" + key, text.getBytes(StandardCharsets.UTF_8));
  }

  void both(String key, String text) {
    source(key, text);
    target(key, text);
  }

  String atTarget(String key) {
    return new String(store.look(TO, "out/" + key).orElseThrow().bytes(), StandardCharsets.UTF_8);
  }

  void put(String bucket, String key, String text, Map<String, String> metadata)
      throws InterruptedException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    PutRequest request =
        new PutRequest(
            bucket, key, bytes.length, "application/octet-stream", metadata, new Expect.Anything());
    StoreFaults others = faults;
    faults = StoreFaults.none();
    store.put(request, Body.of(bytes), deadline());
    faults = others;
  }

  void tag(String bucket, String key, Map<String, String> tags) throws InterruptedException {
    store.putTags(ObjectRef.of(bucket, key), tags, deadline());
  }

  private Deadline deadline() {
    return Deadline.in(time, Duration.ofSeconds(40));
  }

  void passSeconds(long seconds) {
    time.pass(Duration.ofSeconds(seconds));
  }

  // What the job says.

  void byBytes() {
    compare = new CompareOptions(By.BYTES, compare.attributes());
  }

  void bySize() {
    compare = new CompareOptions(By.SIZE, compare.attributes());
  }

  /** What is larger is copied in parts of so many bytes. */
  void inParts(long above, long part) {
    settings = settings.with(new PartSizes(above, part, 16));
    store.smallestPart(1);
  }

  void withAttributes() {
    compare = new CompareOptions(compare.by(), Attributes.COMPARE);
  }

  S3VerifyJob job() {
    return new S3VerifyJob(
        S3Location.parse("s3://" + FROM + "/in/"),
        S3Location.parse("s3://" + TO + "/out/"),
        cut,
        select,
        rename,
        compare,
        route,
        keep,
        Accesses.USUAL);
  }

  // What goes wrong.

  static StoreFault fails(FailureClass failure, String code) {
    return new StoreFault.Fails(() -> InMemoryObjectStore.failure(failure, code, code + " said"));
  }

  // What is done.

  /** Does the whole run until nothing of it is open. */
  void run() throws Exception {
    run(new Range("in/", "", null));
  }

  void run(Payload payload) throws Exception {
    go(List.of(new Open(payload, 0, 0)));
  }

  /** Redrives all that is dead. */
  void redrive() throws Exception {
    List<Open> open = new ArrayList<>();
    for (Dead each : dead) {
      sum = sum.plus(each.payload().unfinished(Fate.DEAD).negated());
      open.add(new Open(each.payload(), 1, 0));
    }
    dead.clear();
    go(open);
  }

  private void go(List<Open> units) throws Exception {
    Deque<Open> open = new ArrayDeque<>(units);
    while (!open.isEmpty()) {
      Open unit = open.remove();
      switch (handle(unit.payload(), unit.redriven())) {
        case Outcome.Done done -> sum = sum.plus(done.tally());
        case Outcome.Split split -> {
          sum = sum.plus(split.tally());
          if (split.children().size() > 90) throw new AssertionError("too many children");
          List<Open> children = new ArrayList<>();
          for (NewUnit child : split.children()) children.add(new Open(child.payload(), 0, 0));
          if (split.next().isEmpty()) {
            open.addAll(children);
          } else {
            go(children); // it begins once nothing of its stage is open
            open.add(new Open(split.next().get().payload(), 0, 0));
          }
        }
        case Outcome.Failed failed -> {
          if (failed.failure().worthRetrying() && unit.attempts() < ATTEMPTS) {
            open.add(new Open(unit.payload(), unit.redriven(), unit.attempts() + 1));
            continue;
          }
          dead.add(new Dead(unit.payload(), failed));
          sum = sum.plus(unit.payload().unfinished(Fate.DEAD));
        }
        case Outcome.Released released -> open.add(unit);
      }
    }
  }

  Outcome handle(Payload payload, int redriven) throws Exception {
    CopyStores.Pair stores = new CopyStores.Pair(seen, seen);
    VerifyHandler handler = new VerifyHandler(any -> stores, settings, registry, random);
    Outcome outcome = time.run(() -> handler.handle(unit(payload, redriven)));
    if (!time.quiet()) throw new AssertionError("something of the unit still runs");
    return outcome;
  }

  /** What differs as the dead units say, by key without its prefix. */
  Map<String, Difference> differences() {
    Map<String, Difference> all = new TreeMap<>();
    for (Dead unit : dead) {
      if (!(unit.payload() instanceof Keys keys)) throw new AssertionError("dead: " + unit);
      for (Listed object : keys.objects()) {
        Difference difference = Difference.read(String.valueOf(object.note()));
        if (difference.failure() != unit.failed().failure()) throw new AssertionError(unit);
        if (all.put(object.key().substring("in/".length()), difference) != null) {
          throw new AssertionError(object.key() + " twice");
        }
      }
    }
    return all;
  }

  /** The words of each. */
  Map<String, String> words() {
    Map<String, String> words = new HashMap<>();
    differences().forEach((key, difference) -> words.put(key, difference.words()));
    return words;
  }

  long count(Op op) {
    return calls.stream().filter(call -> call.op() == op).count();
  }

  private InHand unit(Payload payload, int redriven) {
    RunName run = new RunName("verify");
    Claim claim =
        new Claim(
            new UnitRef(run, UnitId.root(run)),
            new WorkerId("w"),
            1,
            S3VerifyJob.KIND,
            Tier.MEDIUM,
            payload,
            0,
            0,
            "root",
            1,
            redriven);
    Job job = new Job(job(), budget);
    Instant since = began == null ? time.now() : began;
    return new InHand() {
      @Override
      public Claim claim() {
        return claim;
      }

      @Override
      public Job job() {
        return job;
      }

      @Override
      public Instant began() {
        return since;
      }

      @Override
      public Time time() {
        return time;
      }

      @Override
      public Deadline effect() {
        return deadline();
      }

      @Override
      public Optional<Allowance> allowance() {
        return Optional.empty();
      }

      @Override
      public boolean leaving() {
        return leaving.getAsBoolean();
      }

      @Override
      public boolean cancelled() {
        return false;
      }
    };
  }
}
