package io.longhaul.s3;

import io.longhaul.time.Deadline;
import java.util.Optional;

/** A store of a test that has no need of all that a store can do. */
public interface NarrowStore extends ObjectStore {
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
}
