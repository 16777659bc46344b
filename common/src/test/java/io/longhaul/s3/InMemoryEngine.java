package io.longhaul.s3;

import java.util.List;
import java.util.Set;

/** The store in memory, as an engine: what S3 itself would do. */
public final class InMemoryEngine implements StoreEngine {
  private final InMemoryObjectStore store;
  private int buckets;

  public InMemoryEngine(InMemoryObjectStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Conditions conditions() {
    return Conditions.ALL;
  }

  @Override
  public Set<OddKey> cannotHold() {
    return Set.of();
  }

  @Override
  public Set<StoreLack> lacks() {
    return Set.of(StoreLack.VERSIONING);
  }

  @Override
  public boolean listsInByteOrder() {
    return true;
  }

  @Override
  public boolean holdsKeyBesideFolder() {
    return true;
  }

  @Override
  public String newBucket() {
    String name = "bucket-" + buckets++;
    store.createBucket(name);
    return name;
  }

  @Override
  public void write(String bucket, String key, byte[] bytes) {
    store.write(bucket, key, bytes);
  }

  @Override
  public List<String> keys(String bucket) {
    return store.all(bucket).stream().map(StoredObject::key).toList();
  }
}
