package io.longhaul.worker.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.PartWritten;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.StoredObject;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The world's S3: it knows each version of each source there ever was, lets requests land when they
 * land, and looks at every one of them for what it did to the target.
 *
 * <p>No two writes from outside have the same bytes, so an ETag means one version.
 */
final class SimulatedS3 {
  static final String FROM = "source";
  static final String TO = "target";
  static final String IN = "in/";
  static final String OUT = "out/";

  final InMemoryObjectStore store;
  final int pageSize;
  private final SimulatedProcess cloud;
  private final List<String> violations;
  private final Map<String, Integer> newest = new HashMap<>();
  private final Map<String, Integer> highestLanded = new HashMap<>();
  private final Map<String, Long> writtenAt = new HashMap<>();
  private final Map<String, Long> foreignAt = new HashMap<>();
  private long moments;
  private int underWay;

  /** Writes that landed after their worker's session was over, and took place. */
  int landedTooLate;

  /** As above, and changed nothing. */
  int refusedTooLate;

  SimulatedS3(SimulatedProcess cloud, int pageSize, List<String> violations) {
    this.cloud = cloud;
    this.pageSize = pageSize;
    this.violations = violations;
    this.store = new InMemoryObjectStore(cloud);
    store.createBucket(FROM);
    store.createBucket(TO);
    store.smallestPart(1);
  }

  /** Long enough for whatever the simulation lets a request take. */
  Deadline far() {
    return Deadline.in(cloud, Duration.ofDays(1));
  }

  /** A moment of its own, later than all before. */
  long moment() {
    return ++moments;
  }

  // From outside.

  /** Writes the source's next version. */
  void rewrite(String name) {
    int version = newest.merge(name, 0, (was, first) -> was + 1);
    store.write(FROM, IN + name, bytes(name, version));
  }

  /** What was at the target before the source was first written. */
  void writeStale(String name) {
    store.write(TO, OUT + name, bytes(name, -1));
  }

  void writeEqual(String name) {
    int version = newest.get(name);
    store.write(TO, OUT + name, bytes(name, version));
    highestLanded.put(name, version);
  }

  /** What somebody else wants at the target. */
  void writeForeign(String name) {
    long now = moment();
    store.write(TO, OUT + name, (name + "#somebody's " + now).getBytes(UTF_8));
    writtenAt.put(name, now);
    foreignAt.put(name, now);
  }

  /** Versions have different sizes, and some the same. */
  private static byte[] bytes(String name, int version) {
    return "%s#%d#%s"
        .formatted(name, version, "x".repeat(Math.floorMod(version, 3)))
        .getBytes(UTF_8);
  }

  // What is there.

  Map<String, Integer> newest() {
    return Map.copyOf(newest);
  }

  Optional<StoredObject> target(String name) {
    return store.look(TO, OUT + name);
  }

  /** The source's version at the target; empty: there is none, or it is somebody else's. */
  Optional<Integer> version(StoredObject target) {
    String[] parts = new String(target.bytes(), UTF_8).split("#", -1);
    return parts.length == 3 ? Optional.of(Integer.valueOf(parts[1])) : Optional.empty();
  }

  /** The ids of uploads that are open. */
  Set<String> uploads() {
    return store.uploads(TO).stream().map(OpenUpload::id).collect(Collectors.toSet());
  }

  /** When somebody else wrote to this target last; 0: never. */
  long foreignAt(String name) {
    return foreignAt.getOrDefault(name, 0L);
  }

  /** Whether all that was ever sent has landed. */
  boolean quiet() {
    return underWay == 0;
  }

  /** All that is at the target but should not be. */
  List<String> strangers() {
    List<String> wrong = new ArrayList<>();
    for (StoredObject object : store.all(TO)) {
      String name = object.key().substring(OUT.length());
      Optional<Integer> version = version(object);
      boolean known =
          newest.containsKey(name) && version.map(v -> v <= newest.get(name)).orElse(true);
      String text = new String(object.bytes(), UTF_8);
      boolean whole =
          version
              .map(v -> text.equals(new String(bytes(name, v), UTF_8)))
              .orElse(foreignAt(name) > 0);
      if (!known || !whole) wrong.add("'%s' holds '%s'".formatted(object.key(), text));
    }
    return wrong;
  }

  // What is sent.

  /** Changes one target. */
  interface Effect {
    Written land() throws InterruptedException;
  }

  /**
   * Lets an effect take place now.
   *
   * @param sent the moment at which it was sent, by when its sender had decided
   */
  Written land(String name, long sent, Effect effect) throws InterruptedException {
    Written written = effect.land();
    if (written instanceof Written.Stored) check(name, sent);
    return written;
  }

  /** Somebody rewrites the source after so long, when a copy of it may still be under way. */
  void rewriteLater(String name, Duration after) {
    cloud.start(
        "rewriting",
        () -> {
          try {
            cloud.sleep(after);
            rewrite(name);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Lets an effect take place later, whatever its sender does until then. */
  void landLater(
      String name, long sent, Duration after, BooleanSupplier sessionOver, Effect effect) {
    underWay++;
    cloud.start(
        "landing",
        () -> {
          try {
            cloud.sleep(after);
            boolean tooLate = sessionOver.getAsBoolean();
            Written written = land(name, sent, effect);
            if (tooLate && written instanceof Written.Stored) landedTooLate++;
            else if (tooLate) refusedTooLate++;
          } catch (StoreException e) {
            violations.add("a request that lands late failed: " + e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            underWay--;
          }
        });
  }

  /** Lets a part land later, whatever its sender does until then; it is at no target yet. */
  void partLater(Duration after, Part part) {
    underWay++;
    cloud.start(
        "landing a part",
        () -> {
          try {
            cloud.sleep(after);
            part.land();
          } catch (StoreException e) {
            violations.add("a part that lands late failed: " + e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            underWay--;
          }
        });
  }

  /** Changes an upload. */
  interface Part {
    PartWritten land() throws InterruptedException;
  }

  private void check(String name, long sent) {
    int version = target(name).flatMap(this::version).orElseThrow();
    int highest = highestLanded.getOrDefault(name, -1);
    if (version < highest) {
      violations.add(
          "'%s' went back from version %d to %d".formatted(OUT + name, highest, version));
    }
    if (writtenAt.getOrDefault(name, 0L) > sent) {
      violations.add(
          "'%s' was overwritten by who had not seen what was there".formatted(OUT + name));
    }
    highestLanded.put(name, Math.max(highest, version));
    writtenAt.put(name, moment());
  }
}
