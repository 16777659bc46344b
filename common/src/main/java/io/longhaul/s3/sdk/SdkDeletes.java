package io.longhaul.s3.sdk;

import io.longhaul.s3.Doomed;
import io.longhaul.s3.Expect;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.s3.calls.DeleteAnswer;
import io.longhaul.s3.calls.Done;
import io.longhaul.s3.calls.Etags;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** The requests that delete. */
record SdkDeletes(S3AsyncClient s3, BucketOwners owners) {
  CompletableFuture<Done> one(String bucket, Doomed object) {
    DeleteObjectRequest.Builder delete =
        DeleteObjectRequest.builder()
            .bucket(bucket)
            .key(object.key())
            .versionId(object.version())
            .expectedBucketOwner(owners.of(bucket));
    if (object.expect() instanceof Expect.Etag there) delete.ifMatch(Etags.quoted(there.etag()));
    return Answers.read(s3.deleteObject(delete.build()), deleted -> Done.DONE);
  }

  CompletableFuture<DeleteAnswer> all(String bucket, List<Doomed> objects) {
    List<ObjectIdentifier> named = objects.stream().map(SdkDeletes::named).toList();
    DeleteObjectsRequest delete =
        DeleteObjectsRequest.builder()
            .bucket(bucket)
            .delete(all -> all.objects(named))
            .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
            .expectedBucketOwner(owners.of(bucket))
            .build();
    return Answers.read(s3.deleteObjects(delete), answer -> read(objects, answer));
  }

  private static ObjectIdentifier named(Doomed object) {
    ObjectIdentifier.Builder named =
        ObjectIdentifier.builder().key(object.key()).versionId(object.version());
    if (object.expect() instanceof Expect.Etag there) named.eTag(Etags.quoted(there.etag()));
    return named.build();
  }

  private static DeleteAnswer read(List<Doomed> asked, DeleteObjectsResponse said) {
    DeleteAnswer answer = new DeleteAnswer(asked);
    said.deleted().forEach(each -> answer.deleted(each.key(), each.versionId()));
    said.errors()
        .forEach(each -> answer.refused(each.key(), each.versionId(), each.code(), each.message()));
    return answer;
  }
}
