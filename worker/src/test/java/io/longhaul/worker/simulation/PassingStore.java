package io.longhaul.worker.simulation;

import io.longhaul.s3.Body;
import io.longhaul.s3.BucketInfo;
import io.longhaul.s3.ByteRange;
import io.longhaul.s3.CompleteRequest;
import io.longhaul.s3.Completed;
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
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.PartCopyRequest;
import io.longhaul.s3.PartPage;
import io.longhaul.s3.PartRequest;
import io.longhaul.s3.PartWritten;
import io.longhaul.s3.PartsRequest;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.UploadRequest;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import java.util.Map;
import java.util.Optional;

/** Passes on what workers ask today; saboteurs change the one thing they are named after. */
class PassingStore implements NarrowStore {
  final ObjectStore store;

  PassingStore(ObjectStore store) {
    this.store = store;
  }

  /** What each write expects, on its way. */
  Expect pass(Expect expect) {
    return expect;
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
  public Written copy(CopyRequest request, Deadline deadline) throws InterruptedException {
    CopyRequest passed =
        new CopyRequest(
            request.sourceBucket(),
            request.sourceKey(),
            request.sourceEtag(),
            request.bucket(),
            request.key(),
            pass(request.expect()),
            request.terms());
    return store.copy(passed, deadline);
  }

  @Override
  public Written put(PutRequest request, Body body, Deadline deadline) throws InterruptedException {
    PutRequest passed =
        new PutRequest(
            request.bucket(),
            request.key(),
            request.length(),
            request.traits(),
            pass(request.expect()));
    return store.put(passed, body, deadline);
  }

  @Override
  public Got get(String bucket, String key, String etag, Deadline deadline)
      throws InterruptedException {
    return store.get(bucket, key, etag, deadline);
  }

  @Override
  public Optional<Described> describe(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    return store.describe(bucket, key, deadline);
  }

  @Override
  public OpenUpload createUpload(UploadRequest request, Deadline deadline)
      throws InterruptedException {
    return store.createUpload(request, deadline);
  }

  @Override
  public PartWritten putPart(PartRequest request, Body body, Deadline deadline)
      throws InterruptedException {
    return store.putPart(request, body, deadline);
  }

  @Override
  public PartWritten copyPart(PartCopyRequest request, Deadline deadline)
      throws InterruptedException {
    return store.copyPart(request, deadline);
  }

  @Override
  public Completed completeUpload(CompleteRequest request, Deadline deadline)
      throws InterruptedException {
    CompleteRequest passed =
        new CompleteRequest(request.upload(), request.parts(), pass(request.expect()));
    return store.completeUpload(passed, deadline);
  }

  @Override
  public void abortUpload(OpenUpload upload, Deadline deadline) throws InterruptedException {
    store.abortUpload(upload, deadline);
  }

  @Override
  public Optional<PartPage> listParts(PartsRequest request, Deadline deadline)
      throws InterruptedException {
    return store.listParts(request, deadline);
  }

  @Override
  public Got getRange(String bucket, String key, String etag, ByteRange range, Deadline deadline)
      throws InterruptedException {
    return store.getRange(bucket, key, etag, range, deadline);
  }

  @Override
  public Optional<Map<String, String>> tags(ObjectRef object, Deadline deadline)
      throws InterruptedException {
    return store.tags(object, deadline);
  }

  @Override
  public Written delete(String bucket, String key, Expect expect, Deadline deadline)
      throws InterruptedException {
    return store.delete(bucket, key, pass(expect), deadline);
  }

  @Override
  public void close() {
    store.close();
  }
}
