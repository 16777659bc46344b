package io.longhaul.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.Waits;
import io.longhaul.claim.InHand;
import io.longhaul.job.Accesses;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.CopyOptions.Route;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.Keep;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.Selection;
import io.longhaul.job.TargetEncryption;
import io.longhaul.job.UnitBudget;
import io.longhaul.s3.Acl;
import io.longhaul.s3.AclChange;
import io.longhaul.s3.Body;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.ContentHeaders;
import io.longhaul.s3.Described;
import io.longhaul.s3.Encryption;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Lock;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PartSizes;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.Traits;
import io.longhaul.s3.Written;
import io.longhaul.s3.pace.Allowance;
import io.longhaul.s3.sdk.SdkEngine;
import io.longhaul.s3.vertx.VertxStores;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.RunName;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What the units of a job keep of one object that has everything, by each way that it can take, on
 * a real server: looked at where it arrived, attribute by attribute.
 */
@Waits
abstract class RoutesKeepContract {
  private static final int MEBI = 1 << 20;
  private static final Keep ALL =
      new Keep(
          Keep.Tags.REQUIRED,
          Keep.SAME,
          TargetEncryption.parse("keep"),
          Keep.Redirect.ALWAYS,
          Keep.ObjectLock.DROP);
  private static final Traits FULL =
      new Traits(
          new ContentHeaders(
              "text/x-longhaul",
              "max-age=60",
              "inline",
              "zstd",
              "de",
              "Thu, 01 Dec 2044 16:00:00 GMT"),
          Map.of("owner", "team a"),
          "/else",
          "STANDARD_IA",
          Map.of("n", "1"),
          Encryption.kms("arn:aws:kms:us-east-1:111122223333:key/k"),
          Lock.NONE);

  private final SystemTime time = new SystemTime();
  private final SdkEngine engine = engine();
  private final ObjectStore store = VertxStores.on(engine.place());
  private final String bucket = engine.newBucket();

  abstract SdkEngine engine();

  /** Of {@link #FULL}, what this server takes. */
  Traits has(Traits full) {
    return full;
  }

  /** Whether it answers to ACLs. */
  boolean hasAcls() {
    return true;
  }

  /** Whether it answers of uploads as S3 does; ways in parts are NOT SUPPORTED without. */
  boolean hasUploads() {
    return true;
  }

  /** Those of ACLs on every way, for a server that has none or keeps none. */
  static Set<String> acls() {
    return Set.of(
        "acl server-side", "acl server-side in parts", "acl streamed", "acl streamed in parts");
  }

  /** Exactly those that it does not keep, such as {@code acl server-side in parts}. */
  abstract Set<String> loses();

  @Test
  void each_attribute_is_looked_at_where_it_arrived_by_each_way() throws Exception {
    Set<String> lost = new TreeSet<>();
    if (!hasUploads())
      System.err.println("ROUTES on " + engine.name() + ": in parts NOT SUPPORTED");
    for (Route route : new Route[] {Route.SERVER_SIDE, Route.STREAMED}) {
      for (int length : hasUploads() ? new int[] {9_000, 5 * MEBI + 1} : new int[] {9_000}) {
        String way = route.name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (length > MEBI) way += " in parts";
        String key = way.replace(' ', '-');
        Map<String, Object> source = write("in/" + key, length);
        copy(route, key);
        Map<String, Object> target = seen("out/" + key);
        for (String attribute : source.keySet()) {
          Object there = source.get(attribute);
          boolean kept =
              Objects.equals(there, target.get(attribute)) && !(there instanceof Refused);
          System.err.printf(
              "ROUTES on %s: %-20s %-20s %s%n", engine.name(), way, attribute, word(there, kept));
          if (!kept) lost.add(attribute + " " + way);
        }
      }
    }
    assertThat(lost).isEqualTo(new TreeSet<>(loses()));
  }

  private static String word(Object source, boolean kept) {
    if (source.equals("null") || source.equals(Map.of())) return "NOT AT THE SOURCE";
    return kept ? "kept" : "NOT SUPPORTED";
  }

  /** What it is beside its bytes, by what the server says of it. */
  private Map<String, Object> write(String key, int length) throws Exception {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    PutRequest put =
        new PutRequest(
            bucket, key, length, has(FULL), new Expect.Anything(), ChecksumForm.of("SHA256", true));
    assertThat(store.put(put, Body.of(bytes), soon())).isInstanceOf(Written.Stored.class);
    try {
      store.putAcl(ObjectRef.of(bucket, key), new AclChange.Canned("public-read"), soon());
    } catch (StoreException none) {
      System.err.println("ROUTES on " + engine.name() + ": no ACL: " + none.getMessage());
    }
    return seen(key);
  }

  private Map<String, Object> seen(String key) throws Exception {
    Described object = store.describe(bucket, key, soon()).orElseThrow();
    Map<String, Object> seen = new LinkedHashMap<>();
    Traits traits = object.traits();
    seen.put("size", object.object().size());
    seen.put("content-headers", traits.content());
    seen.put("metadata", traits.metadata());
    seen.put("redirect", String.valueOf(traits.redirect()));
    seen.put("storage-class", traits.storageClass());
    seen.put("encryption", String.valueOf(traits.encryption()));
    seen.put("checksum", String.valueOf(ChecksumForm.of(object.checksum())));
    seen.put("tags", asked(() -> store.tags(ObjectRef.of(bucket, key), soon()).orElseThrow()));
    seen.put("acl", asked(() -> grants(store.acl(ObjectRef.of(bucket, key), soon()))));
    return seen;
  }

  private static Object grants(Optional<Acl> acl) {
    return Set.copyOf(acl.orElseThrow().grants());
  }

  /** An attribute that the server does not know. */
  private record Refused(String code) {}

  private interface Asks {
    Object ask() throws Exception;
  }

  private static Object asked(Asks asks) throws Exception {
    try {
      return asks.ask();
    } catch (StoreException none) {
      return new Refused(none.code());
    }
  }

  /** All units of one object, one after the other, to the last. */
  private void copy(Route route, String key) throws Exception {
    S3CopyJob job =
        new S3CopyJob(
            S3Location.parse("s3://" + bucket + "/in/"),
            S3Location.parse("s3://" + bucket + "/out/"),
            Cut.DEFAULT,
            Selection.ALL,
            new CopyOptions(route, CopyOptions.DEFAULT.whenTargetNewer()),
            hasAcls() ? ALL.with(Keep.Grants.KEEP, Keep.Owner.WRITER) : ALL,
            Accesses.USUAL);
    PartSizes sizes = new PartSizes(MEBI, 5L * MEBI, 16);
    CopyHandler handler =
        new CopyHandler(
            any -> new CopyStores.Pair(store, store),
            CopySettings.DEFAULT.with(sizes),
            new SimpleMeterRegistry(),
            new Random(1));
    Deque<Payload> units = new ArrayDeque<>();
    units.add(new Keys(List.of(new Listed("in/" + key, 1))));
    while (!units.isEmpty()) {
      Payload payload = units.remove();
      switch (handler.handle(unit(job, payload))) {
        case Outcome.Done done -> {}
        case Outcome.Split split -> {
          split.children().forEach(child -> units.add(child.payload()));
          split.next().ifPresent(next -> units.add(next.payload()));
        }
        case Outcome.Failed failed -> throw new AssertionError(failed);
        case Outcome.Released released -> throw new AssertionError(released);
      }
    }
  }

  private InHand unit(S3CopyJob job, Payload payload) {
    RunName run = new RunName("copy");
    UnitRef ref = new UnitRef(run, UnitId.root(run));
    Claim claim =
        new Claim(
            ref, new WorkerId("w"), 1, S3CopyJob.KIND, Tier.LARGE, payload, 0, 0, "root", 1, 0);
    Instant began = time.now();
    return new InHand() {
      @Override
      public Claim claim() {
        return claim;
      }

      @Override
      public Job job() {
        return new Job(job, UnitBudget.DEFAULT);
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
        return soon();
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

  private Deadline soon() {
    return Deadline.in(time, Duration.ofSeconds(30));
  }
}
