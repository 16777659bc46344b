package io.longhaul.s3.metered;

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
import io.longhaul.s3.FirstTry;
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
import io.longhaul.s3.Undeleted;
import io.longhaul.s3.UploadPage;
import io.longhaul.s3.UploadRequest;
import io.longhaul.s3.UploadsRequest;
import io.longhaul.s3.VersionPage;
import io.longhaul.s3.VersionsRequest;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does what the store does, and counts and times each call by its verb and how it ended.
 *
 * <p>What the adapter repeats within a call is part of that call. A get ends with its head: the
 * bytes are still to be read then.
 */
public final class MeteredObjectStore implements ObjectStore {
  private final ObjectStore store;
  private final StoreMeters meters;

  public MeteredObjectStore(ObjectStore store, MeterRegistry registry) {
    this.store = store;
    this.meters = new StoreMeters(registry);
  }

  @Override
  public Optional<BucketInfo> bucket(String name, Deadline deadline) throws InterruptedException {
    return meters.of("bucket", () -> store.bucket(name, deadline), MeteredObjectStore::found);
  }

  @Override
  public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
    return meters.of("list", () -> store.list(request, deadline), page -> "ok");
  }

  @Override
  public Optional<ListedObject> head(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    return meters.of("head", () -> store.head(bucket, key, deadline), MeteredObjectStore::found);
  }

  @Override
  public Optional<Described> describe(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    return meters.of(
        "describe", () -> store.describe(bucket, key, deadline), MeteredObjectStore::found);
  }

  @Override
  public Written copy(CopyRequest request, Deadline deadline) throws InterruptedException {
    return meters.of("copy", () -> store.copy(request, deadline), MeteredObjectStore::word);
  }

  /** A try that must be made again is part of the call that makes it again. */
  @Override
  public Optional<Runnable> begin(CopyRequest request, Deadline deadline, FirstTry heard) {
    StoreMeters.Begun begun = meters.begin("copy");
    return store.begin(request, deadline, heard.telling(written -> begun.ended(word(written))));
  }

  @Override
  public Written put(PutRequest request, Body body, Deadline deadline) throws InterruptedException {
    return meters.of("put", () -> store.put(request, body, deadline), MeteredObjectStore::word);
  }

  @Override
  public Got get(String bucket, String key, String etag, Deadline deadline)
      throws InterruptedException {
    return meters.of("get", () -> store.get(bucket, key, etag, deadline), MeteredObjectStore::word);
  }

  @Override
  public Written delete(String bucket, String key, Expect expect, Deadline deadline)
      throws InterruptedException {
    return meters.of(
        "delete", () -> store.delete(bucket, key, expect, deadline), MeteredObjectStore::word);
  }

  @Override
  public OpenUpload createUpload(UploadRequest request, Deadline deadline)
      throws InterruptedException {
    return meters.of("create-upload", () -> store.createUpload(request, deadline), answer -> "ok");
  }

  @Override
  public PartWritten putPart(PartRequest request, Body body, Deadline deadline)
      throws InterruptedException {
    return meters.of(
        "put-part", () -> store.putPart(request, body, deadline), MeteredObjectStore::word);
  }

  @Override
  public PartWritten copyPart(PartCopyRequest request, Deadline deadline)
      throws InterruptedException {
    return meters.of(
        "copy-part", () -> store.copyPart(request, deadline), MeteredObjectStore::word);
  }

  @Override
  public Completed completeUpload(CompleteRequest request, Deadline deadline)
      throws InterruptedException {
    return meters.of(
        "complete-upload", () -> store.completeUpload(request, deadline), MeteredObjectStore::word);
  }

  @Override
  public void abortUpload(OpenUpload upload, Deadline deadline) throws InterruptedException {
    meters.of(
        "abort-upload",
        () -> {
          store.abortUpload(upload, deadline);
          return upload;
        },
        answer -> "ok");
  }

  @Override
  public Optional<PartPage> listParts(PartsRequest request, Deadline deadline)
      throws InterruptedException {
    return meters.of(
        "list-parts", () -> store.listParts(request, deadline), MeteredObjectStore::found);
  }

  @Override
  public UploadPage listUploads(UploadsRequest request, Deadline deadline)
      throws InterruptedException {
    return meters.of("list-uploads", () -> store.listUploads(request, deadline), answer -> "ok");
  }

  @Override
  public Got getRange(String bucket, String key, String etag, ByteRange range, Deadline deadline)
      throws InterruptedException {
    return meters.of(
        "get-range",
        () -> store.getRange(bucket, key, etag, range, deadline),
        MeteredObjectStore::word);
  }

  @Override
  public List<Undeleted> deleteAll(DeleteRequest request, Deadline deadline)
      throws InterruptedException {
    return meters.of(
        "delete-all",
        () -> store.deleteAll(request, deadline),
        left -> left.isEmpty() ? "ok" : "some-left");
  }

  @Override
  public VersionPage listVersions(VersionsRequest request, Deadline deadline)
      throws InterruptedException {
    return meters.of("list-versions", () -> store.listVersions(request, deadline), page -> "ok");
  }

  @Override
  public boolean tellsTags() {
    return store.tellsTags();
  }

  @Override
  public Optional<Map<String, String>> tags(ObjectRef object, Deadline deadline)
      throws InterruptedException {
    return meters.of("tags", () -> store.tags(object, deadline), MeteredObjectStore::found);
  }

  @Override
  public Written putTags(ObjectRef object, Map<String, String> tags, Deadline deadline)
      throws InterruptedException {
    return meters.of(
        "put-tags", () -> store.putTags(object, tags, deadline), MeteredObjectStore::word);
  }

  @Override
  public Optional<Acl> acl(ObjectRef object, Deadline deadline) throws InterruptedException {
    return meters.of("acl", () -> store.acl(object, deadline), MeteredObjectStore::found);
  }

  @Override
  public Written putAcl(ObjectRef object, AclChange change, Deadline deadline)
      throws InterruptedException {
    return meters.of(
        "put-acl", () -> store.putAcl(object, change, deadline), MeteredObjectStore::word);
  }

  @Override
  public void close() {
    store.close();
  }

  private static String found(Optional<?> answer) {
    return answer.isPresent() ? "ok" : "missing";
  }

  private static String word(Written written) {
    return switch (written) {
      case Written.Stored stored -> "ok";
      case Written.Changed changed -> "changed";
      case Written.Missing missing -> "missing";
    };
  }

  private static String word(PartWritten written) {
    return switch (written) {
      case PartWritten.Stored stored -> "ok";
      case PartWritten.Changed changed -> "changed";
      case PartWritten.Missing missing -> "missing";
      case PartWritten.NoUpload gone -> "no-upload";
    };
  }

  private static String word(Completed completed) {
    return switch (completed) {
      case Completed.Stored stored -> "ok";
      case Completed.Changed changed -> "changed";
      case Completed.NoUpload gone -> "no-upload";
    };
  }

  private static String word(Got got) {
    return switch (got) {
      case Got.Content content -> "ok";
      case Got.Changed changed -> "changed";
      case Got.Missing missing -> "missing";
    };
  }
}
