package io.longhaul.worker.copy;

import io.longhaul.claim.InHand;
import io.longhaul.claim.SessionOver;
import io.longhaul.job.Accesses;
import io.longhaul.job.Alphabet;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.CopyOptions.Mode;
import io.longhaul.job.CopyOptions.Route;
import io.longhaul.job.CopyOptions.WhenTargetNewer;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.Keep;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.Selection;
import io.longhaul.job.UnitBudget;
import io.longhaul.pattern.Rename;
import io.longhaul.s3.AclChange;
import io.longhaul.s3.Body;
import io.longhaul.s3.ChecksumForm;
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
import io.longhaul.s3.Traits;
import io.longhaul.s3.pace.Allowance;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
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
import io.longhaul.worker.walk.CopySettings;
import io.longhaul.worker.walk.CopyStores;
import io.longhaul.worker.walk.SeededTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two buckets, a job between them, and a worker that does one unit at a time. */
final class CopyScene {
  static final String FROM = "source";
  static final String TO = "target";

  final SeededTime time;
  final InMemoryObjectStore store;
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final List<StoreCall> calls = new ArrayList<>();

  /** What the handler sees; a test may put something before the store. */
  CopyStores.Pair stores;

  StoreFaults faults = StoreFaults.none();
  Selection select = Selection.ALL;
  CopyOptions options = CopyOptions.DEFAULT;
  Cut cut = new Cut.Hex(Alphabet.UPPER_HEX, 1);
  Keep keep = Keep.DEFAULT;
  UnitBudget budget = UnitBudget.DEFAULT;
  CopySettings settings = CopySettings.DEFAULT;
  Optional<Allowance> allowance = Optional.empty();
  BooleanSupplier leaving = () -> false;

  /** Which claim of its unit the next one is. */
  long fence = 1;

  /** How often a person has redriven it. */
  int redriven;

  BooleanSupplier sessionOver = () -> false;
  private final Random random;
  private @Nullable Instant began;

  CopyScene(long seed) {
    random = new Random(seed);
    time = new SeededTime(seed);
    store = new InMemoryObjectStore(time);
    store.createBucket(FROM);
    store.createBucket(TO);
    store.breakWith(call -> {
      calls.add(call);
      return faults.of(call);
    });
    stores = new CopyStores.Pair(store, store);
  }

  CopyScene() {
    this(1);
  }

  // What lies there.

  void source(String key, String text) {
    store.write(FROM, "in/" + key, text.getBytes(StandardCharsets.UTF_8));
  }

  /** One of which the store keeps such a checksum. */
  void source(String key, String text, ChecksumForm checksum) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Expect any = new Expect.Anything();
    PutRequest put = new PutRequest(FROM, "in/" + key, bytes.length, Traits.NONE, any, checksum);
    time.run(() -> store.put(put, Body.of(bytes), Deadline.in(time, Duration.ofSeconds(40))));
  }

  /** Lets the world read a source. */
  void grantsAll(String key) throws Exception {
    ObjectRef object = ObjectRef.of(FROM, "in/" + key);
    AclChange all = new AclChange.Canned("public-read");
    time.run(() -> store.putAcl(object, all, Deadline.in(time, Duration.ofSeconds(40))));
  }

  /** One that has more to it than bytes. */
  void source(String key, String text, Traits traits) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    PutRequest put = new PutRequest(FROM, "in/" + key, bytes.length, traits, new Expect.Anything());
    time.run(() -> store.put(put, Body.of(bytes), Deadline.in(time, Duration.ofSeconds(40))));
  }

  /** All that is at the target of it beside its bytes. */
  Traits traitsAtTarget(String key) {
    return store.look(TO, "out/" + key).orElseThrow().traits();
  }

  void target(String key, String text) {
    store.write(TO, "out/" + key, text.getBytes(StandardCharsets.UTF_8));
  }

  String atTarget(String key) {
    return new String(store.look(TO, "out/" + key).orElseThrow().bytes(), StandardCharsets.UTF_8);
  }

  void passSeconds(long seconds) {
    time.pass(Duration.ofSeconds(seconds));
  }

  /** From here on all is done during the run; else it begins long after the last that is done. */
  void runBegins() {
    passSeconds(60);
    began = time.now();
  }

  // What the job says.

  void streamed() {
    options =
        new CopyOptions(
            Route.STREAMED,
            options.mode(),
            options.compare(),
            options.whenTargetNewer(),
            options.rename());
  }

  void overwriting() {
    options =
        new CopyOptions(
            options.route(),
            options.mode(),
            options.compare(),
            WhenTargetNewer.OVERWRITE,
            options.rename());
  }

  void mode(Mode mode) {
    options =
        new CopyOptions(
            options.route(), mode, options.compare(), options.whenTargetNewer(), options.rename());
  }

  void renaming(String regex, String replace) {
    options =
        new CopyOptions(
            options.route(),
            options.mode(),
            options.compare(),
            options.whenTargetNewer(),
            Rename.of(regex, replace));
  }

  /** What is larger goes in parts of so many bytes. */
  void inParts(long above, long part) {
    settings = settings.with(new PartSizes(above, part, 16));
    store.smallestPart(1);
  }

  void budget(int objects, int seconds) {
    budget = new UnitBudget(objects, seconds, 5);
  }

  void before(ObjectStore other) {
    stores = new CopyStores.Pair(other, other);
  }

  // What goes wrong.

  /** This fault for the first so many calls of this kind at this key (as the call names it). */
  void breaking(Op op, String key, int times, Supplier<StoreFault> fault) {
    StoreFaults others = faults;
    int[] left = {times};
    faults =
        call -> {
          boolean hit = call.op() == op && call.key().equals(key) && left[0] > 0;
          if (!hit) return others.of(call);
          left[0]--;
          return fault.get();
        };
  }

  static StoreFault fails(FailureClass failure, String code) {
    return new StoreFault.Fails(() -> InMemoryObjectStore.failure(failure, code, code + " said"));
  }

  // What is done.

  Outcome all() throws Exception {
    return handle(new Range("in/", "", null));
  }

  Outcome keys(String... keys) throws Exception {
    return handle(new Keys(Arrays.stream(keys).map(key -> new Listed("in/" + key, 1)).toList()));
  }

  /** All of a large object, to the end of what joins its parts. */
  static Outcome whole(CopyScene scene, String key) throws Exception {
    Outcome outcome = scene.keys(key);
    Payload last = null;
    while (outcome instanceof Outcome.Split split) {
      for (var child : split.children()) {
        if (child.payload() instanceof Payload.Parts) scene.handle(child.payload());
        else last = child.payload();
      }
      if (split.next().isPresent()) last = split.next().get().payload();
      outcome = scene.handle(java.util.Objects.requireNonNull(last));
    }
    return outcome;
  }

  Outcome handle(Payload payload) throws Exception {
    CopyHandler handler = new CopyHandler(job -> stores, settings, registry, random);
    InHand unit = unit(payload);
    Outcome outcome = time.run(() -> handler.handle(unit));
    if (!time.quiet()) throw new AssertionError("something of the unit still runs");
    return outcome;
  }

  S3CopyJob job() {
    return new S3CopyJob(
        S3Location.parse("s3://" + FROM + "/in/"),
        S3Location.parse("s3://" + TO + "/out/"),
        cut,
        select,
        options,
        keep,
        Accesses.USUAL);
  }

  long count(Op op) {
    return calls.stream().filter(call -> call.op() == op).count();
  }

  long count(Op op, String key) {
    return calls.stream().filter(call -> call.op() == op && call.key().equals(key)).count();
  }

  double meter(String name, String outcome) {
    return registry.get(name).tags("kind", "s3-copy", "outcome", outcome).counter().count();
  }

  static Tally listed(long objects, long bytes, Fate fate) {
    return Tally.of(Fate.LISTED, objects, bytes).with(fate, objects, bytes);
  }

  private InHand unit(Payload payload) {
    RunName run = new RunName("copy");
    Claim claim =
        new Claim(
            new UnitRef(run, UnitId.root(run)),
            new WorkerId("w"),
            fence,
            S3CopyJob.KIND,
            Tier.MEDIUM,
            payload,
            0,
            0,
            "root",
            1,
            redriven);
    Job job = new Job(job(), budget);
    if (began == null) runBegins();
    Instant runBegan = began;
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
        return runBegan;
      }

      @Override
      public Time time() {
        return time;
      }

      @Override
      public Deadline effect() {
        if (sessionOver.getAsBoolean()) throw new SessionOver("over");
        return Deadline.in(time, Duration.ofSeconds(40));
      }

      @Override
      public Optional<Allowance> allowance() {
        return allowance;
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
