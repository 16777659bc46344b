package io.longhaul.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.longhaul.Waits;
import io.longhaul.claim.InHand;
import io.longhaul.job.Accesses;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.Keep;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.Selection;
import io.longhaul.job.UnitBudget;
import io.longhaul.kind.S3Copy;
import io.longhaul.s3.HardBucket;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.pace.Allowance;
import io.longhaul.s3.sdk.SdkEngine;
import io.longhaul.s3.vertx.VertxStores;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Fate;
import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.copy.CopyHandler;
import io.longhaul.worker.walk.CopySettings;
import io.longhaul.worker.walk.CopyStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ranges that are found by looking, in buckets as nobody wants to have them, on a server: as
 * CopyUncutTest has it in memory, with an engine's own ideas of StartAfter, delimiters and keys.
 */
@Waits
abstract class CutsOnEngineContract {
  private static final int KEYS = 240;
  private static final int BUDGET = 30;

  /** So many of a bucket's keys that are left out are named; the others are as these. */
  private static final int NAMED = 12;

  private final Time time = new SystemTime();
  private final UnitBudget budget = new UnitBudget(BUDGET, 60, 5);
  private final TreeSet<String> given = new TreeSet<>();
  private Tally sum = Tally.NONE;
  private int copied;

  abstract SdkEngine engine() throws Exception;

  @ParameterizedTest
  @EnumSource
  void whatever_the_bucket_each_object_is_copied_and_none_is_missed(HardBucket bucket)
      throws Exception {
    SdkEngine engine = engine();
    String source = engine.newBucket();
    String target = engine.newBucket();
    List<String> keys = held(engine, bucket);
    for (String key : keys) engine.write(source, "in/" + key, key.getBytes(UTF_8));
    assertThat(engine.keys(source))
        .as("what %s lists of what it took", engine.name())
        .containsExactlyInAnyOrderElementsOf(keys.stream().map("in/"::concat).toList());

    try (ObjectStore store = VertxStores.on(engine.place())) {
      toTheEnd(store, job(source, target));
      assertThat(sum.objects(Fate.LISTED)).isEqualTo(keys.size());
      assertThat(sum.objects(Fate.COPIED)).isEqualTo(keys.size());
      assertThat(copied).as("units that copied").isGreaterThan(keys.size() / BUDGET / 2);
      assertThat(etags(store, target, "out/")).isEqualTo(etags(store, source, "in/"));
    }
  }

  /** Those that the engine can hold; the others are named. */
  private List<String> held(SdkEngine engine, HardBucket bucket) {
    Random random = new Random(6);
    TreeSet<String> out = new TreeSet<>(KeyOrder.BYTES);
    for (int i = 0; i < KEYS; i++) {
      String key = bucket.key(random, i);
      boolean beside =
          !engine.holdsKeyBesideFolder()
              && given.stream()
                  .anyMatch(other -> key.startsWith(other + "/") || other.startsWith(key + "/"));
      if (engine.holds("in/" + key) && !beside) given.add(key);
      else out.add(key);
    }
    if (!out.isEmpty()) {
      System.err.printf(
          "LEFT OUT on %s, %s: %d of %d keys that it cannot hold: %s%n",
          engine.name(),
          bucket,
          out.size(),
          KEYS,
          out.stream().limit(NAMED).map(CutsOnEngineContract::shown).toList());
    }
    assumeFalse(given.isEmpty(), engine.name() + " can hold no key of " + bucket);
    return given.stream().sorted(KeyOrder.BYTES).toList();
  }

  private static String shown(String key) {
    if (key.length() > 40) return key.substring(0, 10) + "…" + key.substring(key.length() - 10);
    return key.chars()
        .mapToObj(c -> c > ' ' && c < 0x7f ? "" + (char) c : "\\u%04x".formatted(c))
        .collect(Collectors.joining());
  }

  private static S3CopyJob job(String source, String target) {
    return new S3CopyJob(
        S3Location.parse("s3://" + source + "/in/"),
        S3Location.parse("s3://" + target + "/out/"),
        new Cut.Ranges(),
        Selection.ALL,
        CopyOptions.DEFAULT,
        Keep.DEFAULT,
        Accesses.USUAL);
  }

  private void toTheEnd(ObjectStore store, S3CopyJob options) throws InterruptedException {
    Job job = new Job(options, budget);
    CopyHandler handler =
        new CopyHandler(
            sides -> new CopyStores.Pair(store, store),
            CopySettings.DEFAULT,
            new SimpleMeterRegistry(),
            new Random(6));
    Instant began = time.now();
    Deque<Payload> open = new ArrayDeque<>();
    Outcome.Split cut = new S3Copy().cut(job, new Payload.Root(0));
    cut.children().forEach(unit -> open.add(unit.payload()));
    while (!open.isEmpty()) {
      switch (handler.handle(unit(job, open.remove(), began))) {
        case Outcome.Done done -> closed(done.tally());
        case Outcome.Split split -> {
          closed(split.tally());
          for (NewUnit unit : split.children()) open.add(unit.payload());
        }
        case Outcome.Failed failed -> throw new AssertionError(failed);
        case Outcome.Released released -> throw new AssertionError(released);
      }
    }
  }

  private void closed(Tally tally) {
    sum = sum.plus(tally);
    if (!tally.equals(Tally.NONE)) copied++;
  }

  private static Map<String, String> etags(ObjectStore store, String bucket, String base)
      throws InterruptedException {
    Deadline soon = Deadline.in(new SystemTime(), Duration.ofSeconds(30));
    return store.list(ListRequest.of(bucket, base), soon).objects().stream()
        .collect(
            Collectors.toMap(object -> object.key().substring(base.length()), ListedObject::etag));
  }

  private InHand unit(Job job, Payload payload, Instant began) {
    RunName run = new RunName("cuts");
    Claim claim =
        new Claim(
            new UnitRef(run, UnitId.root(run)),
            new WorkerId("w"),
            1,
            S3CopyJob.KIND,
            Tier.MEDIUM,
            payload,
            0,
            0,
            "root",
            1,
            0);
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
        return began;
      }

      @Override
      public Time time() {
        return time;
      }

      @Override
      public Deadline effect() {
        return Deadline.in(time, Duration.ofSeconds(40));
      }

      @Override
      public Optional<Allowance> allowance() {
        return Optional.empty();
      }

      @Override
      public boolean leaving() {
        return false;
      }

      @Override
      public boolean cancelled() {
        return false;
      }
    };
  }
}
