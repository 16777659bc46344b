package io.longhaul.s3.pace;

import io.longhaul.s3.Acl;
import io.longhaul.s3.AclChange;
import io.longhaul.s3.Body;
import io.longhaul.s3.BucketInfo;
import io.longhaul.s3.ByteRange;
import io.longhaul.s3.CompleteRequest;
import io.longhaul.s3.Completed;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.DeleteRequest;
import io.longhaul.s3.Described;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.PartCopyRequest;
import io.longhaul.s3.PartPage;
import io.longhaul.s3.PartRequest;
import io.longhaul.s3.PartWritten;
import io.longhaul.s3.PartsRequest;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.Undeleted;
import io.longhaul.s3.UploadPage;
import io.longhaul.s3.UploadRequest;
import io.longhaul.s3.UploadsRequest;
import io.longhaul.s3.VersionPage;
import io.longhaul.s3.VersionsRequest;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Before any store: asks no more than one run's allowance lets it. A call whose turn does not come
 * by its deadline fails as {@link StoreException#NOT_SENT}.
 *
 * <p>What an adapter repeats by itself counts once.
 */
public final class CappedObjectStore implements ObjectStore {
  private final ObjectStore store;
  private final Allowance allowance;

  public CappedObjectStore(ObjectStore store, Allowance allowance) {
    this.store = store;
    this.allowance = allowance;
  }

  private void turn(Deadline deadline) throws InterruptedException {
    allowance.requests().take(1, deadline);
  }

  @Override
  public Optional<BucketInfo> bucket(String name, Deadline deadline) throws InterruptedException {
    turn(deadline);
    return store.bucket(name, deadline);
  }

  @Override
  public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
    turn(deadline);
    return store.list(request, deadline);
  }

  @Override
  public Optional<ListedObject> head(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    turn(deadline);
    return store.head(bucket, key, deadline);
  }

  @Override
  public Optional<Described> describe(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    turn(deadline);
    return store.describe(bucket, key, deadline);
  }

  @Override
  public Written copy(CopyRequest request, Deadline deadline) throws InterruptedException {
    turn(deadline);
    return store.copy(request, deadline);
  }

  @Override
  public Written put(PutRequest request, Body body, Deadline deadline) throws InterruptedException {
    turn(deadline);
    return store.put(request, body, deadline);
  }

  /** How many bytes come is known once they do: who reads next waits for them. */
  @Override
  public Got get(String bucket, String key, String etag, Deadline deadline)
      throws InterruptedException {
    allowance.bytes().take(0, deadline);
    turn(deadline);
    Got got = store.get(bucket, key, etag, deadline);
    if (got instanceof Got.Content content) allowance.bytes().owe(content.length());
    return got;
  }

  @Override
  public Written delete(String bucket, String key, Expect expect, Deadline deadline)
      throws InterruptedException {
    turn(deadline);
    return store.delete(bucket, key, expect, deadline);
  }

  @Override
  public OpenUpload createUpload(UploadRequest request, Deadline deadline)
      throws InterruptedException {
    turn(deadline);
    return store.createUpload(request, deadline);
  }

  @Override
  public PartWritten putPart(PartRequest request, Body body, Deadline deadline)
      throws InterruptedException {
    turn(deadline);
    return store.putPart(request, body, deadline);
  }

  @Override
  public PartWritten copyPart(PartCopyRequest request, Deadline deadline)
      throws InterruptedException {
    turn(deadline);
    return store.copyPart(request, deadline);
  }

  @Override
  public Completed completeUpload(CompleteRequest request, Deadline deadline)
      throws InterruptedException {
    turn(deadline);
    return store.completeUpload(request, deadline);
  }

  @Override
  public void abortUpload(OpenUpload upload, Deadline deadline) throws InterruptedException {
    turn(deadline);
    store.abortUpload(upload, deadline);
  }

  @Override
  public Optional<PartPage> listParts(PartsRequest request, Deadline deadline)
      throws InterruptedException {
    turn(deadline);
    return store.listParts(request, deadline);
  }

  @Override
  public UploadPage listUploads(UploadsRequest request, Deadline deadline)
      throws InterruptedException {
    turn(deadline);
    return store.listUploads(request, deadline);
  }

  @Override
  public Got getRange(String bucket, String key, String etag, ByteRange range, Deadline deadline)
      throws InterruptedException {
    allowance.bytes().take(0, deadline);
    turn(deadline);
    Got got = store.getRange(bucket, key, etag, range, deadline);
    if (got instanceof Got.Content content) allowance.bytes().owe(content.length());
    return got;
  }

  @Override
  public List<Undeleted> deleteAll(DeleteRequest request, Deadline deadline)
      throws InterruptedException {
    turn(deadline);
    return store.deleteAll(request, deadline);
  }

  @Override
  public VersionPage listVersions(VersionsRequest request, Deadline deadline)
      throws InterruptedException {
    turn(deadline);
    return store.listVersions(request, deadline);
  }

  @Override
  public boolean tellsTags() {
    return store.tellsTags();
  }

  @Override
  public Optional<Map<String, String>> tags(ObjectRef object, Deadline deadline)
      throws InterruptedException {
    turn(deadline);
    return store.tags(object, deadline);
  }

  @Override
  public Written putTags(ObjectRef object, Map<String, String> tags, Deadline deadline)
      throws InterruptedException {
    turn(deadline);
    return store.putTags(object, tags, deadline);
  }

  @Override
  public Optional<Acl> acl(ObjectRef object, Deadline deadline) throws InterruptedException {
    turn(deadline);
    return store.acl(object, deadline);
  }

  @Override
  public Written putAcl(ObjectRef object, AclChange change, Deadline deadline)
      throws InterruptedException {
    turn(deadline);
    return store.putAcl(object, change, deadline);
  }

  @Override
  public void close() {
    store.close();
  }
}
