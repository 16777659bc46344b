package io.longhaul.coordinator.demo;

import io.longhaul.coordinator.Figures;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.text.Shown;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Lists two buckets anew and compares all of their bytes: it knows neither ledger nor units, so it
 * cannot share their mistakes.
 */
final class Comparison {
  private static final int AT_ONCE = 16;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final ObjectStore store;
  private final Time time;
  private final Queue<String> differences = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();

  Comparison(ObjectStore store, Time time) {
    this.store = store;
    this.time = time;
  }

  /**
   * What was found.
   *
   * @param objects on both sides, equal to the byte
   * @param differences a line each
   */
  record Found(long objects, long bytes, List<String> differences) {
    String text() {
      return "an independent listing: %s on both sides, %s compared byte by byte, %s"
          .formatted(
              Figures.count(objects, "object"),
              Figures.bytes(bytes),
              differences.isEmpty()
                  ? "no difference"
                  : Figures.count(differences.size(), "difference"));
    }
  }

  Found compare(String one, String other) throws InterruptedException {
    Map<String, ListedObject> left = list(one);
    Map<String, ListedObject> right = list(other);
    Semaphore slots = new Semaphore(AT_ONCE);
    for (ListedObject object : left.values()) {
      ListedObject copy = right.remove(object.key());
      if (copy == null) {
        differs(object.key(), "is not at the target");
      } else if (copy.size() != object.size()) {
        differs(object.key(), "has %d bytes, its copy %d".formatted(object.size(), copy.size()));
      } else {
        slots.acquire();
        time.start("compare", () -> compare(one, object, other, copy, slots));
      }
    }
    slots.acquire(AT_ONCE);
    for (String extra : right.keySet()) differs(extra, "is at the target only");
    return new Found(
        left.size() - Math.min(left.size(), differences.size()),
        bytes.get(),
        new ArrayList<>(differences));
  }

  private Map<String, ListedObject> list(String bucket) throws InterruptedException {
    Map<String, ListedObject> objects = new HashMap<>();
    String token = null;
    do {
      ListRequest request = ListRequest.of(bucket, "").page(token);
      ListPage page = store.list(request, Deadline.in(time, LONGEST));
      for (ListedObject object : page.objects()) objects.put(object.key(), object);
      token = page.next();
    } while (token != null);
    return objects;
  }

  private void compare(
      String one, ListedObject object, String other, ListedObject copy, Semaphore slots) {
    try (InputStream left = open(one, object);
        InputStream right = open(other, copy)) {
      if (left == null || right == null) {
        differs(object.key(), "changed since it was listed");
        return;
      }
      long same = same(left, right);
      if (same < object.size()) differs(object.key(), "differs at byte " + same);
      bytes.addAndGet(same);
    } catch (IOException | RuntimeException e) {
      differs(object.key(), "cannot be read: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      slots.release();
    }
  }

  private @Nullable InputStream open(String bucket, ListedObject object)
      throws InterruptedException {
    Got got = store.get(bucket, object.key(), object.etag(), Deadline.in(time, LONGEST));
    return switch (got) {
      case Got.Content content -> content.stream();
      case Got.Changed changed -> null;
      case Got.Missing missing -> null;
    };
  }

  /** How many bytes from the beginning on are the same, and both sides' all. */
  private static long same(InputStream left, InputStream right) throws IOException {
    byte[] a = new byte[1 << 16];
    byte[] b = new byte[1 << 16];
    long same = 0;
    while (true) {
      int some = left.readNBytes(a, 0, a.length);
      int others = right.readNBytes(b, 0, b.length);
      int differ = java.util.Arrays.mismatch(a, 0, some, b, 0, others);
      if (differ >= 0) return same + differ;
      same += some;
      if (some < a.length) return same;
    }
  }

  private void differs(String key, String how) {
    differences.add("'%s' %s".formatted(Shown.text(key), how));
  }
}
