package io.longhaul.s3.calls;

import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsFailure;
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
import io.longhaul.s3.Doomed;
import io.longhaul.s3.Expect;
import io.longhaul.s3.FirstTry;
import io.longhaul.s3.Got;
import io.longhaul.s3.KeyForm;
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
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An object store that speaks S3, whichever way its requests go out. */
public final class S3ObjectStore implements ObjectStore {
  /** What is not the matter of one key. */
  private static final Set<AwsFailure> NOBODYS =
      EnumSet.of(AwsFailure.CREDENTIALS, AwsFailure.SIDE_CREDENTIALS, AwsFailure.CLOCK);

  private final S3Requests s3;
  private final AwsCalls calls;
  private final S3Uploads uploads;
  private final S3Deletes deletes;
  private final S3Attributes attributes;

  /**
   * @param s3 stays its maker's to close
   */
  public S3ObjectStore(S3Requests s3, AwsCalls calls) {
    this.s3 = s3;
    this.calls = calls;
    this.uploads = new S3Uploads(s3.uploads(), calls);
    this.deletes = new S3Deletes(s3, calls);
    this.attributes = new S3Attributes(s3.attributes(), calls);
  }

  @Override
  public Optional<BucketInfo> bucket(String name, Deadline deadline) throws InterruptedException {
    try {
      Optional<String> region = calls.quick(() -> s3.headBucket(name), deadline);
      return Optional.of(new BucketInfo(name, region.orElse(s3.region())));
    } catch (AwsCallFailed failed) {
      return switch (failed.what()) {
        case NO_RESOURCE, NO_OBJECT -> Optional.empty();
        case DENIED, REFUSED -> {
          Optional<AwsCallFailed> said = reason(name, failed, deadline);
          throw said.isPresent()
              ? Failures.ofBucket("ListObjectsV2", name, said.get())
              : Failures.ofBucket("HeadBucket", name, failed);
        }
        case WRONG_REGION -> throw Failures.of("HeadBucket", name, "", failed, elsewhere());
        case UNAVAILABLE -> throw Failures.of("HeadBucket", name, "", failed, where());
        default -> throw Failures.ofBucket("HeadBucket", name, failed);
      };
    }
  }

  /**
   * The answer to a HEAD has no body, hence no reason: a listing is refused with one. Empty: the
   * HEAD had one, or a listing is not refused.
   */
  private Optional<AwsCallFailed> reason(String bucket, AwsCallFailed head, Deadline deadline)
      throws InterruptedException {
    if (!head.call().code().startsWith("Http")) return Optional.empty();
    ListRequest one = ListRequest.of(bucket, "").atMost(1);
    try {
      calls.quick(() -> s3.list(one), deadline);
      return Optional.empty();
    } catch (AwsCallFailed said) {
      return Optional.of(said);
    }
  }

  private String elsewhere() {
    return "it is not in region %s; set AWS_REGION to its own".formatted(s3.region());
  }

  private String where() {
    return s3.endpoint()
        .map(endpoint -> "asked " + endpoint + "; check it, AWS_ENDPOINT_URL_S3 and the network")
        .orElse("check the network and the region");
  }

  @Override
  public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
    try {
      return calls.quick(() -> s3.list(request), deadline);
    } catch (AwsCallFailed failed) {
      throw Failures.of("ListObjectsV2", request.bucket(), request.prefix(), failed);
    }
  }

  @Override
  public Optional<ListedObject> head(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    return head(bucket, key, () -> s3.head(bucket, key), deadline);
  }

  @Override
  public Optional<Described> describe(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    return head(bucket, key, () -> s3.describe(bucket, key), deadline);
  }

  private <T> Optional<T> head(
      String bucket, String key, Supplier<CompletableFuture<T>> ask, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(bucket, key);
    try {
      return Optional.of(calls.quick(ask, deadline));
    } catch (AwsCallFailed failed) {
      return switch (failed.what()) {
        case NO_OBJECT, NO_RESOURCE -> Optional.empty();
        case DENIED, REFUSED ->
            throw Failures.of("HeadObject", bucket, key, refused(bucket, failed, deadline));
        default -> throw Failures.of("HeadObject", bucket, key, failed);
      };
    }
  }

  /** One key may be refused for its own sake; credentials that are refused are all keys' matter. */
  private AwsCallFailed refused(String bucket, AwsCallFailed head, Deadline deadline)
      throws InterruptedException {
    return reason(bucket, head, deadline)
        .filter(said -> NOBODYS.contains(said.what()))
        .orElse(head);
  }

  @Override
  public Written copy(CopyRequest request, Deadline deadline) throws InterruptedException {
    KeyForm.check(request.sourceBucket(), request.sourceKey());
    KeyForm.check(request.bucket(), request.key());
    try {
      return calls.slow(() -> s3.copy(request), deadline);
    } catch (AwsCallFailed failed) {
      return switch (failed.what()) {
        case CONDITION -> new Written.Changed();
        case NO_OBJECT -> goneFrom(request, deadline);
        default -> throw Failures.of("CopyObject to", request.bucket(), request.key(), failed);
      };
    }
  }

  @Override
  public Optional<Runnable> begin(CopyRequest request, Deadline deadline, FirstTry heard) {
    KeyForm.check(request.sourceBucket(), request.sourceKey());
    KeyForm.check(request.bucket(), request.key());
    return calls.begin(
        () -> s3.copy(request),
        deadline,
        new AwsCalls.Heard<>() {
          @Override
          public void answered(Written.Stored stored) {
            heard.ended(stored);
          }

          @Override
          public void failed(AwsFailure what, Duration pause) {
            if (what == AwsFailure.CONDITION) heard.ended(new Written.Changed());
            else heard.again(pause);
          }
        });
  }

  /** 404 is said of the source, and of a target that was to be overwritten; only one is Missing. */
  private Written goneFrom(CopyRequest request, Deadline deadline) throws InterruptedException {
    boolean mayBeTarget = request.expect() instanceof Expect.Etag;
    boolean sourceThere =
        mayBeTarget && head(request.sourceBucket(), request.sourceKey(), deadline).isPresent();
    return sourceThere ? new Written.Changed() : new Written.Missing();
  }

  @Override
  public Written put(PutRequest request, Body body, Deadline deadline) throws InterruptedException {
    KeyForm.check(request.bucket(), request.key());
    S3Requests.Put put = s3.put(request, body);
    try {
      return calls.slow(put::once, deadline);
    } catch (AwsCallFailed failed) {
      if (failed.what() == AwsFailure.CONDITION) return new Written.Changed();
      // S3 says 404 where there is nothing to be overwritten.
      boolean gone = failed.what() == AwsFailure.NO_OBJECT;
      if (gone && request.expect() instanceof Expect.Etag) return new Written.Changed();
      if (put.wrongLength()) throw Failures.changedUnderway("PutObject", request.bucket(), failed);
      throw Failures.of("PutObject", request.bucket(), request.key(), failed);
    }
  }

  @Override
  public Got get(String bucket, String key, String etag, Deadline deadline)
      throws InterruptedException {
    return get(bucket, key, etag, null, deadline);
  }

  @Override
  public Got getRange(String bucket, String key, String etag, ByteRange range, Deadline deadline)
      throws InterruptedException {
    return get(bucket, key, etag, range, deadline);
  }

  private Got get(
      String bucket, String key, String etag, @Nullable ByteRange range, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(bucket, key);
    try {
      return calls.opening(
          () -> s3.get(bucket, key, etag, range, deadline), S3ObjectStore::letGo, deadline);
    } catch (AwsCallFailed failed) {
      return switch (failed.what()) {
        case CONDITION -> new Got.Changed();
        case NO_OBJECT -> new Got.Missing();
        default -> throw Failures.of("GetObject", bucket, key, failed);
      };
    }
  }

  /** The answer came when its caller had gone. */
  private static void letGo(Got.Content content) {
    try {
      content.stream().close();
    } catch (IOException e) {
      return; // it is broken off, which is what was wanted
    }
  }

  @Override
  public Written delete(String bucket, String key, Expect expect, Deadline deadline)
      throws InterruptedException {
    return deletes.delete(bucket, new Doomed(key, null, expect), deadline);
  }

  @Override
  public OpenUpload createUpload(UploadRequest request, Deadline deadline)
      throws InterruptedException {
    return uploads.createUpload(request, deadline);
  }

  @Override
  public PartWritten putPart(PartRequest request, Body body, Deadline deadline)
      throws InterruptedException {
    return uploads.putPart(request, body, deadline);
  }

  @Override
  public PartWritten copyPart(PartCopyRequest request, Deadline deadline)
      throws InterruptedException {
    return uploads.copyPart(request, deadline);
  }

  @Override
  public Completed completeUpload(CompleteRequest request, Deadline deadline)
      throws InterruptedException {
    return uploads.completeUpload(request, deadline);
  }

  @Override
  public void abortUpload(OpenUpload upload, Deadline deadline) throws InterruptedException {
    uploads.abortUpload(upload, deadline);
  }

  @Override
  public Optional<PartPage> listParts(PartsRequest request, Deadline deadline)
      throws InterruptedException {
    return uploads.listParts(request, deadline);
  }

  @Override
  public UploadPage listUploads(UploadsRequest request, Deadline deadline)
      throws InterruptedException {
    return uploads.listUploads(request, deadline);
  }

  @Override
  public List<Undeleted> deleteAll(DeleteRequest request, Deadline deadline)
      throws InterruptedException {
    return deletes.deleteAll(request, deadline);
  }

  @Override
  public VersionPage listVersions(VersionsRequest request, Deadline deadline)
      throws InterruptedException {
    try {
      return calls.quick(() -> s3.versions(request), deadline);
    } catch (AwsCallFailed failed) {
      throw Failures.of("ListObjectVersions", request.bucket(), request.prefix(), failed);
    }
  }

  /** S3 itself does (GetObject, x-amz-tagging-count); of others nobody knows. */
  @Override
  public boolean tellsTags() {
    return s3.endpoint().isEmpty();
  }

  @Override
  public Optional<Map<String, String>> tags(ObjectRef object, Deadline deadline)
      throws InterruptedException {
    return attributes.tags(object, deadline);
  }

  @Override
  public Written putTags(ObjectRef object, Map<String, String> tags, Deadline deadline)
      throws InterruptedException {
    return attributes.putTags(object, tags, deadline);
  }

  @Override
  public Optional<Acl> acl(ObjectRef object, Deadline deadline) throws InterruptedException {
    return attributes.acl(object, deadline);
  }

  @Override
  public Written putAcl(ObjectRef object, AclChange change, Deadline deadline)
      throws InterruptedException {
    return attributes.putAcl(object, change, deadline);
  }

  /** Nothing is open between calls but connections, which are their clients' maker's. */
  @Override
  public void close() {}
}
