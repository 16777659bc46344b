package io.longhaul.s3.calls;

import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsFailure;
import io.longhaul.s3.Body;
import io.longhaul.s3.CompleteRequest;
import io.longhaul.s3.Completed;
import io.longhaul.s3.Expect;
import io.longhaul.s3.KeyForm;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.PartCopyRequest;
import io.longhaul.s3.PartPage;
import io.longhaul.s3.PartRequest;
import io.longhaul.s3.PartWritten;
import io.longhaul.s3.PartsRequest;
import io.longhaul.s3.UploadPage;
import io.longhaul.s3.UploadRequest;
import io.longhaul.s3.Uploads;
import io.longhaul.s3.UploadsRequest;
import io.longhaul.time.Deadline;
import java.util.Optional;

/** Which answer means what, of uploads in parts. */
final class S3Uploads implements Uploads {
  private final UploadRequests s3;
  private final AwsCalls calls;

  S3Uploads(UploadRequests s3, AwsCalls calls) {
    this.s3 = s3;
    this.calls = calls;
  }

  @Override
  public OpenUpload createUpload(UploadRequest request, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(request.bucket(), request.key());
    if (!s3.readsBack(request.key())) throw KeyForm.unreadable(request.bucket());
    try {
      return calls.quick(() -> s3.create(request), deadline);
    } catch (AwsCallFailed failed) {
      throw Failures.of("CreateMultipartUpload", request.bucket(), request.key(), failed);
    }
  }

  @Override
  public PartWritten putPart(PartRequest request, Body body, Deadline deadline)
      throws InterruptedException {
    S3Requests.Put put = s3.put(request, body);
    try {
      return new PartWritten.Stored(calls.slow(put::once, deadline).etag());
    } catch (AwsCallFailed failed) {
      if (failed.what() == AwsFailure.NO_UPLOAD) return new PartWritten.NoUpload();
      OpenUpload upload = request.upload();
      if (put.wrongLength()) throw Failures.changedUnderway("UploadPart", upload.bucket(), failed);
      throw failed("UploadPart", upload, failed);
    }
  }

  @Override
  public PartWritten copyPart(PartCopyRequest request, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(request.sourceBucket(), request.sourceKey());
    try {
      return new PartWritten.Stored(calls.slow(() -> s3.copy(request), deadline));
    } catch (AwsCallFailed failed) {
      return switch (failed.what()) {
        case NO_UPLOAD -> new PartWritten.NoUpload();
        case CONDITION -> new PartWritten.Changed();
        case NO_OBJECT -> new PartWritten.Missing();
        default -> throw failed("UploadPartCopy to", request.upload(), failed);
      };
    }
  }

  @Override
  public Completed completeUpload(CompleteRequest request, Deadline deadline)
      throws InterruptedException {
    try {
      return calls.slow(() -> s3.complete(request), deadline);
    } catch (AwsCallFailed failed) {
      // S3 says 404 where there is nothing to be overwritten.
      boolean gone = failed.what() == AwsFailure.NO_OBJECT;
      if (gone && request.expect() instanceof Expect.Etag) return new Completed.Changed();
      return switch (failed.what()) {
        case NO_UPLOAD -> new Completed.NoUpload();
        case CONDITION -> new Completed.Changed();
        default -> throw failed("CompleteMultipartUpload", request.upload(), failed);
      };
    }
  }

  @Override
  public void abortUpload(OpenUpload upload, Deadline deadline) throws InterruptedException {
    try {
      calls.quick(() -> s3.abort(upload), deadline);
    } catch (AwsCallFailed failed) {
      if (failed.what() == AwsFailure.NO_UPLOAD) return;
      throw failed("AbortMultipartUpload", upload, failed);
    }
  }

  @Override
  public Optional<PartPage> listParts(PartsRequest request, Deadline deadline)
      throws InterruptedException {
    try {
      return Optional.of(calls.quick(() -> s3.parts(request), deadline));
    } catch (AwsCallFailed failed) {
      if (failed.what() == AwsFailure.NO_UPLOAD) return Optional.empty();
      throw failed("ListParts", request.upload(), failed);
    }
  }

  @Override
  public UploadPage listUploads(UploadsRequest request, Deadline deadline)
      throws InterruptedException {
    try {
      return calls.quick(() -> s3.uploads(request), deadline);
    } catch (AwsCallFailed failed) {
      throw Failures.of("ListMultipartUploads", request.bucket(), request.prefix(), failed);
    }
  }

  private static RuntimeException failed(String call, OpenUpload upload, AwsCallFailed failed) {
    return Failures.of(call, upload.bucket(), upload.key(), failed);
  }
}
