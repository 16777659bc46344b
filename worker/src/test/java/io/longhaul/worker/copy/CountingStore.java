package io.longhaul.worker.copy;

import io.longhaul.s3.Body;
import io.longhaul.s3.BucketInfo;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.NarrowStore;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.KeyOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A store whose source holds any number of objects that are nowhere, and whose target swallows
 * them: it counts requests, and how many objects a reader holds that were listed and not copied.
 */
final class CountingStore implements NarrowStore {
  private static final Instant MODIFIED = Instant.parse("2026-11-01T00:00:00Z");
  private static final String ETAG = "0cc175b9c0f1b6a831c399e269772661";

  private final Time time;
  private final int objects;
  long lists;
  long copies;
  long listed;
  long inFlight;
  long mostInFlight;
  long mostHeld;

  CountingStore(Time time, int objects) {
    this.time = time;
    this.objects = objects;
  }

  /** In upper-case hex: the numbers' order is the keys'. */
  private static String key(int number) {
    return "in/%08X".formatted(number * 16L * 16);
  }

  @Override
  public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
    lists++;
    time.sleep(Duration.ofMillis(20));
    List<ListedObject> page = new ArrayList<>();
    if (!request.bucket().equals(CopyScene.FROM)) return new ListPage(page, List.of(), null);
    String above = request.token() != null ? request.token() : request.startAfter();
    int number = above == null ? 0 : firstAbove(above);
    for (; number < objects && page.size() < request.maxKeys(); number++) {
      String key = key(number);
      if (key.startsWith(request.prefix())) page.add(new ListedObject(key, 1, ETAG, MODIFIED));
      else if (KeyOrder.compare(key, request.prefix()) > 0) number = objects;
    }
    listed += page.size();
    mostHeld = Math.max(mostHeld, listed - copies);
    boolean last = number >= objects;
    return new ListPage(page, List.of(), last ? null : page.getLast().key());
  }

  private int firstAbove(String key) {
    int low = 0;
    int high = objects;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (KeyOrder.compare(key(middle), key) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  @Override
  public Written copy(CopyRequest request, Deadline deadline) throws InterruptedException {
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    if (copies % 16 == 0) time.sleep(Duration.ofMillis(1));
    inFlight--;
    copies++;
    return new Written.Stored(ETAG);
  }

  @Override
  public Optional<BucketInfo> bucket(String name, Deadline deadline) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ListedObject> head(String bucket, String key, Deadline deadline) {
    throw new UnsupportedOperationException("a range needs no HEAD");
  }

  @Override
  public Written put(PutRequest request, Body body, Deadline deadline) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Got get(String bucket, String key, String etag, Deadline deadline) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Written delete(String bucket, String key, Expect expect, Deadline deadline) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
