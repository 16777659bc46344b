package io.longhaul.s3;

import io.longhaul.time.Deadline;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store of a test that has no need of all that a store can do. */
public interface NarrowStore extends ObjectStore {
  @Override
  default Optional<Described> describe(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    throw new UnsupportedOperationException("describe");
  }

  @Override
  default OpenUpload createUpload(UploadRequest request, Deadline deadline)
      throws InterruptedException {
    throw new UnsupportedOperationException("createUpload");
  }

  @Override
  default PartWritten putPart(PartRequest request, Body body, Deadline deadline)
      throws InterruptedException {
    throw new UnsupportedOperationException("putPart");
  }

  @Override
  default PartWritten copyPart(PartCopyRequest request, Deadline deadline)
      throws InterruptedException {
    throw new UnsupportedOperationException("copyPart");
  }

  @Override
  default Completed completeUpload(CompleteRequest request, Deadline deadline)
      throws InterruptedException {
    throw new UnsupportedOperationException("completeUpload");
  }

  @Override
  default void abortUpload(OpenUpload upload, Deadline deadline) throws InterruptedException {
    throw new UnsupportedOperationException("abortUpload");
  }

  @Override
  default Optional<PartPage> listParts(PartsRequest request, Deadline deadline)
      throws InterruptedException {
    throw new UnsupportedOperationException("listParts");
  }

  @Override
  default UploadPage listUploads(UploadsRequest request, Deadline deadline)
      throws InterruptedException {
    throw new UnsupportedOperationException("listUploads");
  }

  @Override
  default Got getRange(String bucket, String key, String etag, ByteRange range, Deadline deadline)
      throws InterruptedException {
    throw new UnsupportedOperationException("getRange");
  }

  @Override
  default List<Undeleted> deleteAll(DeleteRequest request, Deadline deadline)
      throws InterruptedException {
    throw new UnsupportedOperationException("deleteAll");
  }

  @Override
  default VersionPage listVersions(VersionsRequest request, Deadline deadline)
      throws InterruptedException {
    throw new UnsupportedOperationException("listVersions");
  }

  @Override
  default Optional<Map<String, String>> tags(ObjectRef object, Deadline deadline)
      throws InterruptedException {
    throw new UnsupportedOperationException("tags");
  }

  @Override
  default Written putTags(ObjectRef object, Map<String, String> tags, Deadline deadline)
      throws InterruptedException {
    throw new UnsupportedOperationException("putTags");
  }

  @Override
  default Optional<Acl> acl(ObjectRef object, Deadline deadline) throws InterruptedException {
    throw new UnsupportedOperationException("acl");
  }

  @Override
  default Written putAcl(ObjectRef object, AclChange change, Deadline deadline)
      throws InterruptedException {
    throw new UnsupportedOperationException("putAcl");
  }
}
