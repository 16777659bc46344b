package io.longhaul.worker.copy;

import io.longhaul.s3.Body;
import io.longhaul.s3.BucketInfo;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Described;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.NarrowStore;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import java.util.Map;
import java.util.Optional;

/** A store before another, to be overridden where it answers otherwise. */
public class StoreBefore implements NarrowStore {
  private final ObjectStore store;

  protected StoreBefore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Optional<BucketInfo> bucket(String name, Deadline deadline) throws InterruptedException {
    return store.bucket(name, deadline);
  }

  @Override
  public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
    return store.list(request, deadline);
  }

  @Override
  public Optional<ListedObject> head(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    return store.head(bucket, key, deadline);
  }

  @Override
  public Optional<Described> describe(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    return store.describe(bucket, key, deadline);
  }

  @Override
  public Optional<Map<String, String>> tags(ObjectRef object, Deadline deadline)
      throws InterruptedException {
    return store.tags(object, deadline);
  }

  @Override
  public Written copy(CopyRequest request, Deadline deadline) throws InterruptedException {
    return store.copy(request, deadline);
  }

  @Override
  public Written put(PutRequest request, Body body, Deadline deadline) throws InterruptedException {
    return store.put(request, body, deadline);
  }

  @Override
  public Got get(String bucket, String key, String etag, Deadline deadline)
      throws InterruptedException {
    return store.get(bucket, key, etag, deadline);
  }

  @Override
  public Written delete(String bucket, String key, Expect expect, Deadline deadline)
      throws InterruptedException {
    return store.delete(bucket, key, expect, deadline);
  }

  @Override
  public void close() {
    store.close();
  }
}
