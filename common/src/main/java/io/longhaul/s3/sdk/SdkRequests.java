package io.longhaul.s3.sdk;

import io.longhaul.aws.FailedAnswer;
import io.longhaul.s3.Body;
import io.longhaul.s3.ByteRange;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Described;
import io.longhaul.s3.Doomed;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StorageClass;
import io.longhaul.s3.VersionPage;
import io.longhaul.s3.VersionsRequest;
import io.longhaul.s3.Written;
import io.longhaul.s3.calls.AttributeRequests;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.s3.calls.DeleteAnswer;
import io.longhaul.s3.calls.Done;
import io.longhaul.s3.calls.Etags;
import io.longhaul.s3.calls.Percent;
import io.longhaul.s3.calls.Ranges;
import io.longhaul.s3.calls.S3Requests;
import io.longhaul.s3.calls.UploadRequests;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Requests by the SDK's asynchronous client. */
public final class SdkRequests implements S3Requests {
  private final S3AsyncClient s3;
  private final Time time;
  private final BucketOwners owners;
  private final CustomerKeys keys;
  private final SdkUploads uploads;
  private final SdkDeletes deletes;
  private final SdkVersions versions;
  private final SdkAttributes attributes;

  /** Those about objects that the store encrypts in its own way. */
  public SdkRequests(S3AsyncClient s3, Time time, BucketOwners owners) {
    this(s3, time, owners, CustomerKeys.NONE);
  }

  /**
   * @param s3 stays its maker's to close
   */
  public SdkRequests(S3AsyncClient s3, Time time, BucketOwners owners, CustomerKeys keys) {
    this.s3 = s3;
    this.time = time;
    this.owners = owners;
    this.keys = keys;
    this.uploads = new SdkUploads(s3, time, owners, keys);
    this.deletes = new SdkDeletes(s3, owners);
    this.versions = new SdkVersions(s3, owners);
    this.attributes = new SdkAttributes(s3, owners);
  }

  @Override
  public String region() {
    return s3.serviceClientConfiguration().region().id();
  }

  @Override
  public Optional<URI> endpoint() {
    return s3.serviceClientConfiguration().endpointOverride();
  }

  @Override
  public CompletableFuture<Optional<String>> headBucket(String bucket) {
    HeadBucketRequest request =
        HeadBucketRequest.builder().bucket(bucket).expectedBucketOwner(owners.of(bucket)).build();
    return Answers.read(s3.headBucket(request), head -> Optional.ofNullable(head.bucketRegion()));
  }

  @Override
  public CompletableFuture<ListPage> list(ListRequest request) {
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
            .expectedBucketOwner(owners.of(request.bucket()))
            .build();
    return Answers.read(s3.listObjectsV2(list), SdkRequests::page);
  }

  private static ListPage page(ListObjectsV2Response page) {
    Boolean more = page.isTruncated();
    // What is not the whole answer must not pass for an empty page, or for the last one.
    if (page.name() == null || more == null || (more && page.nextContinuationToken() == null)) {
      throw FailedAnswer.unreadable("IncompleteListing", 200, "the answer is incomplete");
    }
    List<ListedObject> objects = page.contents().stream().map(SdkRequests::listed).toList();
    List<String> prefixes = page.commonPrefixes().stream().map(p -> p.prefix()).toList();
    return new ListPage(objects, prefixes, more ? page.nextContinuationToken() : null);
  }

  private static ListedObject listed(S3Object object) {
    return new ListedObject(
        Complete.said(object.key(), "key"),
        Complete.length(object.size()),
        Etags.bare(object.eTag()),
        Complete.said(object.lastModified(), "time"),
        StorageClass.of(object.storageClassAsString()),
        ChecksumForm.listed(
            object.checksumAlgorithmAsStrings().stream().findFirst().orElse(null),
            object.checksumTypeAsString(),
            Etags.bare(object.eTag())));
  }

  @Override
  public CompletableFuture<ListedObject> head(String bucket, String key) {
    HeadObjectRequest request = looking(bucket, key).build();
    return Answers.read(s3.headObject(request), head -> listed(key, head));
  }

  private HeadObjectRequest.Builder looking(String bucket, String key) {
    HeadObjectRequest.Builder head =
        HeadObjectRequest.builder().bucket(bucket).key(key).expectedBucketOwner(owners.of(bucket));
    return SdkCustomerKeys.say(keys.reading(bucket, key), head);
  }

  private static ListedObject listed(String key, HeadObjectResponse head) {
    return new ListedObject(
        key,
        Complete.length(head.contentLength()),
        Etags.bare(head.eTag()),
        Complete.said(head.lastModified(), "time"),
        StorageClass.of(head.storageClassAsString()),
        ChecksumForm.of(SdkChecksums.of(head)));
  }

  @Override
  public CompletableFuture<Described> describe(String bucket, String key) {
    HeadObjectRequest request = looking(bucket, key).checksumMode(ChecksumMode.ENABLED).build();
    return Answers.read(
        s3.headObject(request), head -> SdkTraits.described(listed(key, head), head));
  }

  @Override
  @SuppressWarnings("deprecation") // copySource: see the why below
  public CompletableFuture<Written.Stored> copy(CopyRequest request) {
    CopyObjectRequest.Builder copy =
        CopyObjectRequest.builder()
            // Not sourceBucket and sourceKey: the SDK throws and catches on each of those.
            .copySource(Percent.path(request.sourceBucket() + "/" + request.sourceKey()))
            .copySourceIfMatch(Etags.quoted(request.sourceEtag()))
            .destinationBucket(request.bucket())
            .destinationKey(request.key())
            .expectedBucketOwner(owners.of(request.bucket()))
            .expectedSourceBucketOwner(owners.of(request.sourceBucket()));
    switch (request.expect()) {
      case Expect.Absent absent -> copy.ifNoneMatch("*");
      case Expect.Etag there -> copy.ifMatch(Etags.quoted(there.etag()));
      case Expect.Anything anything -> {}
    }
    SdkTraits.say(request.terms(), copy);
    SdkCustomerKeys.say(
        keys.reading(request.sourceBucket(), request.sourceKey()),
        keys.writing(request.bucket(), request.key()),
        copy);
    return Answers.read(
        s3.copyObject(copy.build()),
        copied -> {
          CopyObjectResult result = Complete.said(copied.copyObjectResult(), "result");
          return new Written.Stored(Complete.etag(result.eTag()), SdkChecksums.of(result));
        });
  }

  @Override
  public Put put(PutRequest request, Body body) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder()
            .bucket(request.bucket())
            .key(request.key())
            .contentLength(request.length())
            .expectedBucketOwner(owners.of(request.bucket()));
    switch (request.expect()) {
      case Expect.Absent absent -> put.ifNoneMatch("*");
      case Expect.Etag there -> put.ifMatch(Etags.quoted(there.etag()));
      case Expect.Anything anything -> {}
    }
    SdkTraits.say(request.traits(), put);
    SdkCustomerKeys.say(keys.writing(request.bucket(), request.key()), put);
    ChecksumAlgorithm algorithm = SdkChecksums.wanted(request.checksum());
    if (algorithm != null) put.checksumAlgorithm(algorithm);
    PutObjectRequest built = put.build();
    BodyPublisher bytes = new BodyPublisher(body, request.length(), time);
    return new SdkPut(() -> Answers.read(s3.putObject(built, bytes), SdkRequests::stored), bytes);
  }

  private static Written.Stored stored(PutObjectResponse answer) {
    return new Written.Stored(Complete.etag(answer.eTag()), SdkChecksums.of(answer));
  }

  @Override
  public CompletableFuture<Got.Content> get(
      String bucket, String key, String etag, @Nullable ByteRange range, Deadline deadline) {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .ifMatch(Etags.quoted(etag))
            .range(range == null ? null : range.header())
            .checksumMode(range == null ? ChecksumMode.ENABLED : null)
            .expectedBucketOwner(owners.of(bucket));
    SdkCustomerKeys.say(keys.reading(bucket, key), request);
    CompletableFuture<ResponseInputStream<GetObjectResponse>> answer =
        s3.getObject(request.build(), AsyncResponseTransformer.toBlockingInputStream());
    CompletableFuture<Got.Content> content =
        Answers.read(answer, stream -> content(stream, range, deadline));
    var unused = content.whenComplete((value, thrown) -> letGo(thrown, answer));
    return content;
  }

  /** The answer may have come in the very moment in which nobody wanted it any more. */
  private static void letGo(
      @Nullable Throwable thrown,
      CompletableFuture<ResponseInputStream<GetObjectResponse>> answer) {
    if (!(thrown instanceof CancellationException)) return;
    var unused = answer.thenAccept(ResponseInputStream::abort);
  }

  private Got.Content content(
      ResponseInputStream<GetObjectResponse> stream, @Nullable ByteRange range, Deadline deadline) {
    GetObjectResponse head = stream.response();
    long length;
    try {
      if (range == null) Complete.whole(head);
      length = Complete.length(head.contentLength());
      if (range != null) {
        Ranges.check(range, head.sdkHttpResponse().statusCode(), head.contentRange(), length);
      }
    } catch (FailedAnswer e) {
      stream.abort();
      throw e;
    }
    return new Got.Content(
        new DeadlineStream(stream, length, time, deadline),
        length,
        Etags.bare(head.eTag()),
        SdkTraits.of(head),
        SdkTraits.count(head.tagCount()),
        SdkTraits.count(head.missingMeta()),
        range == null ? ChecksumForm.of(SdkChecksums.of(head)) : null);
  }

  @Override
  public CompletableFuture<Done> delete(String bucket, Doomed object) {
    return deletes.one(bucket, object);
  }

  @Override
  public CompletableFuture<DeleteAnswer> deleteAll(String bucket, List<Doomed> objects) {
    return deletes.all(bucket, objects);
  }

  @Override
  public CompletableFuture<VersionPage> versions(VersionsRequest request) {
    return versions.list(request);
  }

  @Override
  public AttributeRequests attributes() {
    return attributes;
  }

  @Override
  public UploadRequests uploads() {
    return uploads;
  }
}
