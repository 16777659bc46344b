package io.longhaul.partition.census;

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
import io.longhaul.unit.KeyOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A bucket of many keys that can only be listed, quickly. */
final class SortedKeys implements NarrowStore {
  private final String[] keys;
  private final long[] sizes;

  SortedKeys(Collection<String> all, Random random) {
    keys = all.stream().distinct().sorted(KeyOrder.BYTES).toArray(String[]::new);
    sizes = random.longs(keys.length, 0, 200_000).toArray();
  }

  long objects() {
    return keys.length;
  }

  long bytes() {
    return Arrays.stream(sizes).sum();
  }

  @Override
  public ListPage list(ListRequest request, Deadline deadline) {
    String after = request.startAfter();
    int at = firstAt(request.prefix());
    if (after != null) {
      int behind = firstAt(after);
      if (behind < keys.length && keys[behind].equals(after)) behind++;
      at = Math.max(at, behind);
    }
    List<ListedObject> page = new ArrayList<>();
    for (; begins(at, request.prefix()) && page.size() < request.maxKeys(); at++) {
      page.add(new ListedObject(keys[at], sizes[at], "etag", Instant.EPOCH));
    }
    return new ListPage(page, List.of(), begins(at, request.prefix()) ? "more" : null);
  }

  private boolean begins(int at, String prefix) {
    return at < keys.length && keys[at].startsWith(prefix);
  }

  private int firstAt(String key) {
    int found = Arrays.binarySearch(keys, key, KeyOrder.BYTES);
    return found >= 0 ? found : -found - 1;
  }

  @Override
  public Optional<BucketInfo> bucket(String name, Deadline deadline) {
    throw new UnsupportedOperationException("bucket");
  }

  @Override
  public Optional<ListedObject> head(String bucket, String key, Deadline deadline) {
    throw new UnsupportedOperationException("head");
  }

  @Override
  public Written copy(CopyRequest request, Deadline deadline) {
    throw new UnsupportedOperationException("copy");
  }

  @Override
  public Written put(PutRequest request, Body body, Deadline deadline) {
    throw new UnsupportedOperationException("put");
  }

  @Override
  public Got get(String bucket, String key, String etag, Deadline deadline) {
    throw new UnsupportedOperationException("get");
  }

  @Override
  public Written delete(String bucket, String key, Expect expect, Deadline deadline) {
    throw new UnsupportedOperationException("delete");
  }

  @Override
  public void close() {}
}
