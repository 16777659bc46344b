package io.longhaul.s3.sdk;

import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsFailure;
import io.longhaul.s3.Body;
import io.longhaul.s3.BucketInfo;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Got;
import io.longhaul.s3.KeyForm;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.FailureClass;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The object store by the SDK's asynchronous client, waited for on virtual threads. */
public final class SdkObjectStore implements ObjectStore {
  private final S3AsyncClient s3;
  private final AwsCalls calls;
  private final Time time;

  /**
   * @param s3 stays its maker's to close
   */
  public SdkObjectStore(S3AsyncClient s3, AwsCalls calls, Time time) {
    this.s3 = s3;
    this.calls = calls;
    this.time = time;
  }

  @Override
  public Optional<BucketInfo> bucket(String name, Deadline deadline) throws InterruptedException {
    HeadBucketRequest request = HeadBucketRequest.builder().bucket(name).build();
    try {
      String region = calls.quick(() -> s3.headBucket(request), deadline).bucketRegion();
      String own = s3.serviceClientConfiguration().region().id();
      return Optional.of(new BucketInfo(name, region == null ? own : region));
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
    ListObjectsV2Request one = ListObjectsV2Request.builder().bucket(bucket).maxKeys(1).build();
    try {
      calls.quick(() -> s3.listObjectsV2(one), deadline);
      return Optional.empty();
    } catch (AwsCallFailed said) {
      return Optional.of(said);
    }
  }

  private String elsewhere() {
    return "it is not in region %s; set AWS_REGION to its own"
        .formatted(s3.serviceClientConfiguration().region());
  }

  private String where() {
    return s3.serviceClientConfiguration()
        .endpointOverride()
        .map(endpoint -> "asked " + endpoint + "; check it, AWS_ENDPOINT_URL_S3 and the network")
        .orElse("check the network and the region");
  }

  @Override
  public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
    ListObjectsV2Request list =
        ListObjectsV2Request.builder()
            .bucket(request.bucket())
            .prefix(request.prefix())
            .startAfter(request.startAfter())
            .delimiter(request.delimiter())
            .continuationToken(request.token())
            .maxKeys(request.maxKeys())
            // XML has no way to write most control characters.
            .encodingType(EncodingType.URL)
            .build();
    try {
      return page(request, calls.quick(() -> s3.listObjectsV2(list), deadline));
    } catch (AwsCallFailed failed) {
      throw Failures.of("ListObjectsV2", request.bucket(), request.prefix(), failed);
    }
  }

  private static ListPage page(ListRequest request, ListObjectsV2Response page) {
    boolean more = Boolean.TRUE.equals(page.isTruncated());
    // What is not the whole answer must not pass for an empty page, or for the last one.
    if (page.name() == null || (more && page.nextContinuationToken() == null)) {
      throw new StoreException(
          FailureClass.UNAVAILABLE,
          "IncompleteListing",
          "ListObjectsV2 s3://%s: the answer is incomplete".formatted(request.bucket()),
          null);
    }
    List<ListedObject> objects = page.contents().stream().map(SdkObjectStore::listed).toList();
    List<String> prefixes = page.commonPrefixes().stream().map(p -> p.prefix()).toList();
    return new ListPage(objects, prefixes, more ? page.nextContinuationToken() : null);
  }

  private static ListedObject listed(S3Object object) {
    return new ListedObject(
        object.key(), object.size(), Etags.bare(object.eTag()), object.lastModified());
  }

  @Override
  public Optional<ListedObject> head(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(bucket, key);
    HeadObjectRequest request = HeadObjectRequest.builder().bucket(bucket).key(key).build();
    try {
      HeadObjectResponse head = calls.quick(() -> s3.headObject(request), deadline);
      return Optional.of(
          new ListedObject(
              key, head.contentLength(), Etags.bare(head.eTag()), head.lastModified()));
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
        .filter(said -> said.what() == AwsFailure.CREDENTIALS || said.what() == AwsFailure.CLOCK)
        .orElse(head);
  }

  @Override
  @SuppressWarnings("deprecation") // copySource: see the why below
  public Written copy(CopyRequest request, Deadline deadline) throws InterruptedException {
    KeyForm.check(request.bucket(), request.key());
    CopyObjectRequest.Builder copy =
        CopyObjectRequest.builder()
            // Not sourceBucket and sourceKey: the SDK throws and catches on each of those.
            .copySource(CopySource.of(request.sourceBucket(), request.sourceKey()))
            .copySourceIfMatch(Etags.quoted(request.sourceEtag()))
            .destinationBucket(request.bucket())
            .destinationKey(request.key());
    switch (request.expect()) {
      case Expect.Absent absent -> copy.ifNoneMatch("*");
      case Expect.Etag there -> copy.ifMatch(Etags.quoted(there.etag()));
      case Expect.Anything anything -> {}
    }
    CopyObjectRequest built = copy.build();
    try {
      CopyObjectResponse copied = calls.slow(() -> s3.copyObject(built), deadline);
      return new Written.Stored(Etags.bare(copied.copyObjectResult().eTag()));
    } catch (AwsCallFailed failed) {
      return switch (failed.what()) {
        case CONDITION -> new Written.Changed();
        case NO_OBJECT -> goneFrom(request, deadline);
        default -> throw Failures.of("CopyObject to", request.bucket(), request.key(), failed);
      };
    }
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
    PutObjectRequest.Builder put =
        PutObjectRequest.builder()
            .bucket(request.bucket())
            .key(request.key())
            .contentLength(request.length())
            .contentType(request.contentType())
            .metadata(request.metadata());
    switch (request.expect()) {
      case Expect.Absent absent -> put.ifNoneMatch("*");
      case Expect.Etag there -> put.ifMatch(Etags.quoted(there.etag()));
      case Expect.Anything anything -> {}
    }
    PutObjectRequest built = put.build();
    BodyPublisher bytes = new BodyPublisher(body, request.length(), time);
    try {
      return new Written.Stored(
          Etags.bare(calls.slow(() -> s3.putObject(built, bytes), deadline).eTag()));
    } catch (AwsCallFailed failed) {
      if (failed.what() == AwsFailure.CONDITION) return new Written.Changed();
      // S3 says 404 where there is nothing to be overwritten.
      boolean gone = failed.what() == AwsFailure.NO_OBJECT;
      if (gone && request.expect() instanceof Expect.Etag) return new Written.Changed();
      if (bytes.wrongLength()) throw changedUnderway(request, failed);
      throw Failures.of("PutObject", request.bucket(), request.key(), failed);
    }
  }

  private static StoreException changedUnderway(PutRequest request, AwsCallFailed failed) {
    return new StoreException(
        FailureClass.SOURCE_CHANGED,
        "BodyLength",
        "PutObject s3://%s: %s".formatted(request.bucket(), failed.call().said()),
        failed);
  }

  @Override
  public Got get(String bucket, String key, String etag, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(bucket, key);
    GetObjectRequest request =
        GetObjectRequest.builder().bucket(bucket).key(key).ifMatch(Etags.quoted(etag)).build();
    try {
      ResponseInputStream<GetObjectResponse> stream =
          calls.opening(
              () -> s3.getObject(request, AsyncResponseTransformer.toBlockingInputStream()),
              ResponseInputStream::abort,
              deadline);
      GetObjectResponse head = stream.response();
      return new Got.Content(
          new DeadlineStream(stream, head.contentLength(), time, deadline),
          head.contentLength(),
          Etags.bare(head.eTag()),
          head.contentType(),
          head.metadata());
    } catch (AwsCallFailed failed) {
      return switch (failed.what()) {
        case CONDITION -> new Got.Changed();
        case NO_OBJECT -> new Got.Missing();
        default -> throw Failures.of("GetObject", bucket, key, failed);
      };
    }
  }

  @Override
  public Written delete(String bucket, String key, Expect expect, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(bucket, key);
    DeleteObjectRequest.Builder delete = DeleteObjectRequest.builder().bucket(bucket).key(key);
    switch (expect) {
      case Expect.Absent absent ->
          throw new IllegalArgumentException("delete: nothing to delete is nothing to expect");
      case Expect.Etag there -> delete.ifMatch(Etags.quoted(there.etag()));
      case Expect.Anything anything -> {}
    }
    DeleteObjectRequest built = delete.build();
    try {
      calls.quick(() -> s3.deleteObject(built), deadline);
      return new Written.Stored("");
    } catch (AwsCallFailed failed) {
      return switch (failed.what()) {
        case CONDITION -> new Written.Changed();
        case NO_OBJECT -> new Written.Missing();
        default -> throw Failures.of("DeleteObject", bucket, key, failed);
      };
    }
  }

  /** Nothing is open between calls but connections, which are their clients' maker's. */
  @Override
  public void close() {}
}
