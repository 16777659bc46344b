package io.longhaul.s3.sdk;

import io.longhaul.s3.Body;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.CompleteRequest;
import io.longhaul.s3.Completed;
import io.longhaul.s3.Expect;
import io.longhaul.s3.KeyForm;
import io.longhaul.s3.ListedPart;
import io.longhaul.s3.ListedUpload;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.Part;
import io.longhaul.s3.PartCopyRequest;
import io.longhaul.s3.PartPage;
import io.longhaul.s3.PartRequest;
import io.longhaul.s3.PartsRequest;
import io.longhaul.s3.UploadPage;
import io.longhaul.s3.UploadRequest;
import io.longhaul.s3.UploadsRequest;
import io.longhaul.s3.Written;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.s3.calls.Done;
import io.longhaul.s3.calls.Etags;
import io.longhaul.s3.calls.Percent;
import io.longhaul.s3.calls.S3Requests;
import io.longhaul.s3.calls.UploadRequests;
import io.longhaul.time.Time;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** The requests about uploads in parts. */
final class SdkUploads implements UploadRequests {
  private final S3AsyncClient s3;
  private final Time time;
  private final BucketOwners owners;
  private final CustomerKeys keys;

  SdkUploads(S3AsyncClient s3, Time time, BucketOwners owners, CustomerKeys keys) {
    this.s3 = s3;
    this.time = time;
    this.owners = owners;
    this.keys = keys;
  }

  /** The SDK's parser refuses what XML cannot hold, though S3 writes it. */
  @Override
  public boolean readsBack(String key) {
    return KeyForm.isXml(key);
  }

  @Override
  public CompletableFuture<OpenUpload> create(UploadRequest request) {
    CreateMultipartUploadRequest.Builder create =
        CreateMultipartUploadRequest.builder()
            .bucket(request.bucket())
            .key(request.key())
            .expectedBucketOwner(owners.of(request.bucket()));
    SdkTraits.say(request.traits(), create);
    SdkCustomerKeys.say(keys.writing(request.bucket(), request.key()), create);
    ChecksumForm form = request.checksum();
    ChecksumAlgorithm algorithm = SdkChecksums.wanted(form);
    if (form != null && algorithm != null) {
      create.checksumAlgorithm(algorithm).checksumType(form.type());
    }
    return Answers.read(
        s3.createMultipartUpload(create.build()),
        created -> open(request.bucket(), request.key(), created.uploadId()));
  }

  private static OpenUpload open(String bucket, @Nullable String key, @Nullable String id) {
    return new OpenUpload(bucket, Complete.text(key, "key"), Complete.text(id, "id of an upload"));
  }

  @Override
  public S3Requests.Put put(PartRequest request, Body body) {
    OpenUpload upload = request.upload();
    UploadPartRequest.Builder building =
        UploadPartRequest.builder()
            .bucket(upload.bucket())
            .key(upload.key())
            .uploadId(upload.id())
            .partNumber(request.number())
            .contentLength(request.length())
            .checksumAlgorithm(SdkChecksums.wanted(request.checksum()))
            .expectedBucketOwner(owners.of(upload.bucket()));
    SdkCustomerKeys.say(keys.writing(upload.bucket(), upload.key()), building);
    UploadPartRequest part = building.build();
    BodyPublisher bytes = new BodyPublisher(body, request.length(), time);
    return new SdkPut(
        () ->
            Answers.read(
                s3.uploadPart(part, bytes),
                stored -> new Written.Stored(Complete.etag(stored.eTag()))),
        bytes);
  }

  @Override
  @SuppressWarnings("deprecation") // copySource: as SdkRequests copies
  public CompletableFuture<String> copy(PartCopyRequest request) {
    OpenUpload upload = request.upload();
    UploadPartCopyRequest.Builder copy =
        UploadPartCopyRequest.builder()
            .copySource(Percent.path(request.sourceBucket() + "/" + request.sourceKey()))
            .copySourceIfMatch(Etags.quoted(request.sourceEtag()))
            .copySourceRange(request.range().header())
            .destinationBucket(upload.bucket())
            .destinationKey(upload.key())
            .uploadId(upload.id())
            .partNumber(request.number())
            .expectedBucketOwner(owners.of(upload.bucket()))
            .expectedSourceBucketOwner(owners.of(request.sourceBucket()));
    SdkCustomerKeys.say(
        keys.reading(request.sourceBucket(), request.sourceKey()),
        keys.writing(upload.bucket(), upload.key()),
        copy);
    return Answers.read(
        s3.uploadPartCopy(copy.build()),
        copied -> Complete.etag(Complete.said(copied.copyPartResult(), "result").eTag()));
  }

  @Override
  public CompletableFuture<Completed.Stored> complete(CompleteRequest request) {
    OpenUpload upload = request.upload();
    List<CompletedPart> parts =
        request.parts().stream().map(part -> part(part, request.checksum())).toList();
    CompleteMultipartUploadRequest.Builder complete =
        CompleteMultipartUploadRequest.builder()
            .bucket(upload.bucket())
            .key(upload.key())
            .uploadId(upload.id())
            .multipartUpload(all -> all.parts(parts))
            .expectedBucketOwner(owners.of(upload.bucket()));
    SdkCustomerKeys.say(keys.writing(upload.bucket(), upload.key()), complete);
    switch (request.expect()) {
      case Expect.Absent absent -> complete.ifNoneMatch("*");
      case Expect.Etag there -> complete.ifMatch(Etags.quoted(there.etag()));
      case Expect.Anything anything -> {}
    }
    return Answers.read(
        s3.completeMultipartUpload(complete.build()),
        stored -> new Completed.Stored(Complete.etag(stored.eTag()), SdkChecksums.of(stored)));
  }

  private static CompletedPart part(Part part, @Nullable ChecksumForm form) {
    CompletedPart.Builder completed =
        CompletedPart.builder().partNumber(part.number()).eTag(Etags.quoted(part.etag()));
    if (form != null && !form.whole()) SdkChecksums.say(part, form, completed);
    return completed.build();
  }

  @Override
  public CompletableFuture<Done> abort(OpenUpload upload) {
    AbortMultipartUploadRequest abort =
        AbortMultipartUploadRequest.builder()
            .bucket(upload.bucket())
            .key(upload.key())
            .uploadId(upload.id())
            .expectedBucketOwner(owners.of(upload.bucket()))
            .build();
    return Answers.read(s3.abortMultipartUpload(abort), aborted -> Done.DONE);
  }

  @Override
  public CompletableFuture<PartPage> parts(PartsRequest request) {
    OpenUpload upload = request.upload();
    ListPartsRequest.Builder list =
        ListPartsRequest.builder()
            .bucket(upload.bucket())
            .key(upload.key())
            .uploadId(upload.id())
            .maxParts(request.maxParts())
            .partNumberMarker(request.after() == 0 ? null : request.after())
            .expectedBucketOwner(owners.of(upload.bucket()));
    SdkCustomerKeys.say(keys.writing(upload.bucket(), upload.key()), list);
    return Answers.read(s3.listParts(list.build()), SdkUploads::page);
  }

  private static PartPage page(ListPartsResponse page) {
    boolean more = Complete.more(page.isTruncated(), page.nextPartNumberMarker());
    List<ListedPart> parts =
        page.parts().stream()
            .map(part ->
                new ListedPart(
                    Complete.said(part.partNumber(), "number"),
                    Complete.length(part.size()),
                    Complete.etag(part.eTag()),
                    Complete.said(part.lastModified(), "time"),
                    SdkChecksums.of(part)))
            .toList();
    return new PartPage(parts, more ? page.nextPartNumberMarker() : null);
  }

  @Override
  public CompletableFuture<UploadPage> uploads(UploadsRequest request) {
    OpenUpload after = request.after();
    ListMultipartUploadsRequest list =
        ListMultipartUploadsRequest.builder()
            .bucket(request.bucket())
            .prefix(request.prefix())
            .keyMarker(after == null ? null : after.key())
            .uploadIdMarker(after == null ? null : after.id())
            .maxUploads(request.maxUploads())
            .encodingType(EncodingType.URL)
            .expectedBucketOwner(owners.of(request.bucket()))
            .build();
    return Answers.read(s3.listMultipartUploads(list), page -> page(request.bucket(), page));
  }

  private static UploadPage page(String bucket, ListMultipartUploadsResponse page) {
    boolean more = Complete.more(page.isTruncated(), page.nextUploadIdMarker());
    List<ListedUpload> uploads =
        page.uploads().stream()
            .map(each ->
                new ListedUpload(
                    open(bucket, each.key(), each.uploadId()),
                    Complete.said(each.initiated(), "time")))
            .toList();
    OpenUpload next = more ? open(bucket, page.nextKeyMarker(), page.nextUploadIdMarker()) : null;
    return new UploadPage(uploads, next);
  }
}
