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

/** Uploads as {@link KeyedRequests} makes them: only a part that is copied reads an object. */
record KeyedUploads(KeyedRequests s3) implements UploadRequests {
  private UploadRequests byKey() {
    return s3.byKey().uploads();
  }

  @Override
  public boolean readsBack(String key) {
    return byKey().readsBack(key);
  }

  @Override
  public CompletableFuture<OpenUpload> create(UploadRequest request) {
    return byKey().create(request);
  }

  @Override
  public S3Requests.Put put(PartRequest request, Body body) {
    return byKey().put(request, body);
  }

  @Override
  public CompletableFuture<String> copy(PartCopyRequest request) {
    return s3.either(asked -> asked.uploads().copy(request));
  }

  @Override
  public CompletableFuture<Completed.Stored> complete(CompleteRequest request) {
    return byKey().complete(request);
  }

  @Override
  public CompletableFuture<Done> abort(OpenUpload upload) {
    return byKey().abort(upload);
  }

  @Override
  public CompletableFuture<PartPage> parts(PartsRequest request) {
    return byKey().parts(request);
  }

  @Override
  public CompletableFuture<UploadPage> uploads(UploadsRequest request) {
    return byKey().uploads(request);
  }
}
