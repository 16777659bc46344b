package io.longhaul.s3.sdk;

import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ListedVersion;
import io.longhaul.s3.StorageClass;
import io.longhaul.s3.VersionMarker;
import io.longhaul.s3.VersionPage;
import io.longhaul.s3.VersionsRequest;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.s3.calls.Etags;
import io.longhaul.unit.KeyOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** The request for versions. */
record SdkVersions(S3AsyncClient s3, BucketOwners owners) {
  /**
   * The SDK tears apart what the store lists in one order, so it is put together again: but where a
   * marker and an object of a key are of one second, which was first is not known.
   */
  private static final Comparator<ListedVersion> ORDER =
      Comparator.<ListedVersion, String>comparing(ListedVersion::key, KeyOrder.BYTES)
          .thenComparing(version -> !version.latest())
          .thenComparing(ListedVersion::modified, Comparator.reverseOrder());

  CompletableFuture<VersionPage> list(VersionsRequest request) {
    VersionMarker after = request.after();
    ListObjectVersionsRequest list =
        ListObjectVersionsRequest.builder()
            .bucket(request.bucket())
            .prefix(request.prefix())
            .keyMarker(after == null ? null : after.key())
            .versionIdMarker(after == null ? null : after.version())
            .maxKeys(request.maxVersions())
            .encodingType(EncodingType.URL)
            .expectedBucketOwner(owners.of(request.bucket()))
            .build();
    return Answers.read(s3.listObjectVersions(list), SdkVersions::page);
  }

  private static VersionPage page(ListObjectVersionsResponse page) {
    boolean more = Complete.more(page.isTruncated(), page.nextKeyMarker());
    List<ListedVersion> versions = new ArrayList<>();
    page.versions().forEach(each -> versions.add(version(each)));
    page.deleteMarkers().forEach(each -> versions.add(marker(each)));
    versions.sort(ORDER);
    String id = page.nextVersionIdMarker();
    boolean none = id == null || id.isEmpty();
    VersionMarker next =
        more
            ? new VersionMarker(Complete.text(page.nextKeyMarker(), "marker"), none ? null : id)
            : null;
    return new VersionPage(versions, next);
  }

  private static ListedVersion version(ObjectVersion each) {
    ListedObject object =
        new ListedObject(
            Complete.said(each.key(), "key"),
            Complete.length(each.size()),
            Etags.bare(each.eTag()),
            Complete.said(each.lastModified(), "time"),
            StorageClass.of(each.storageClassAsString()));
    String id = Complete.said(each.versionId(), "version");
    return new ListedVersion.Stored(object, id, Complete.said(each.isLatest(), "latest"));
  }

  private static ListedVersion marker(DeleteMarkerEntry each) {
    return new ListedVersion.Deleted(
        Complete.said(each.key(), "key"),
        Complete.said(each.versionId(), "version"),
        Complete.said(each.isLatest(), "latest"),
        Complete.said(each.lastModified(), "time"));
  }
}
