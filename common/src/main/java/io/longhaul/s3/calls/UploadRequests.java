package io.longhaul.s3.calls;

import io.longhaul.s3.Body;
import io.longhaul.s3.CompleteRequest;
import io.longhaul.s3.Completed;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.PartCopyRequest;
import io.longhaul.s3.PartPage;
import io.longhaul.s3.PartRequest;
import io.longhaul.s3.PartsRequest;
import io.longhaul.s3.UploadPage;
import io.longhaul.s3.UploadRequest;
import io.longhaul.s3.UploadsRequest;
import java.util.concurrent.CompletableFuture;

/** One try of each request about uploads in parts, as {@link S3Requests} makes them. */
public interface UploadRequests {
  /**
   * Whether an answer that names the key can be read. One that cannot must not be asked for: the
   * upload would be open, and nobody would know its id.
   */
  default boolean readsBack(String key) {
    return true;
  }

  CompletableFuture<OpenUpload> create(UploadRequest request);

  /** Sends a part's bytes, which are opened anew for each try. */
  S3Requests.Put put(PartRequest request, Body body);

  /** The part's ETag, without quotes. */
  CompletableFuture<String> copy(PartCopyRequest request);

  /** What the new object is. */
  CompletableFuture<Completed.Stored> complete(CompleteRequest request);

  /** What it answers says nothing more than that it was done. */
  CompletableFuture<Done> abort(OpenUpload upload);

  CompletableFuture<PartPage> parts(PartsRequest request);

  CompletableFuture<UploadPage> uploads(UploadsRequest request);
}
