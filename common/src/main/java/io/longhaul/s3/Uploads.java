package io.longhaul.s3;

import io.longhaul.time.Deadline;
import java.util.Optional;

/**
 * Objects that are written in parts. Nothing is at the key before an upload is completed, and what
 * it holds is paid for until it is completed or aborted.
 */
public interface Uploads {
  /**
   * Begins an upload. One whose answer was lost stays open, under an id that only {@link
   * #listUploads} tells.
   */
  OpenUpload createUpload(UploadRequest request, Deadline deadline) throws InterruptedException;

  /** Sends one part; one of the same number that is there already gives way to it. */
  PartWritten putPart(PartRequest request, Body body, Deadline deadline)
      throws InterruptedException;

  /** Lets the store take one part from an object. */
  PartWritten copyPart(PartCopyRequest request, Deadline deadline) throws InterruptedException;

  /**
   * Makes an object of parts.
   *
   * @throws StoreException also if a part is not there, or too small; the upload stays open
   */
  Completed completeUpload(CompleteRequest request, Deadline deadline) throws InterruptedException;

  /** Throws an upload away; one that is gone already is what was wanted. */
  void abortUpload(OpenUpload upload, Deadline deadline) throws InterruptedException;

  /** Its parts in the order of their numbers; empty if there is no such upload. */
  Optional<PartPage> listParts(PartsRequest request, Deadline deadline) throws InterruptedException;

  UploadPage listUploads(UploadsRequest request, Deadline deadline) throws InterruptedException;
}
