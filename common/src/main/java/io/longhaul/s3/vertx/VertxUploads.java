package io.longhaul.s3.vertx;

import io.longhaul.s3.Body;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.CompleteRequest;
import io.longhaul.s3.Completed;
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
import io.longhaul.s3.calls.Done;
import io.longhaul.s3.calls.Etags;
import io.longhaul.s3.calls.S3Requests;
import io.longhaul.s3.calls.UploadRequests;
import io.longhaul.s3.vertx.Outgoing.Sending;
import io.longhaul.time.Time;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The requests about uploads in parts. */
final class VertxUploads implements UploadRequests {
  private final VertxCalls calls;
  private final Bodies bodies;
  private final boolean checked;

  /**
   * @param checked whether parts go out with their checksums. S3 refuses those that have one where
   *     the upload was begun without, and the other way round; and a large part's can be told only
   *     behind it
   */
  VertxUploads(VertxCalls calls, Time time, boolean checked) {
    this.calls = calls;
    this.checked = checked;
    this.bodies = new Bodies(calls, time, checked, checked);
  }

  @Override
  public CompletableFuture<OpenUpload> create(UploadRequest request) {
    Outgoing create = calls.bare(HttpMethod.POST, request.bucket(), request.key());
    ToSign toSign = create.toSign().query("uploads", "");
    calls.writes(create, request.bucket(), request.key());
    VertxCalls.traits(create, request.traits());
    if (checked) {
      ChecksumForm form = form(request.checksum());
      toSign
          .header("x-amz-checksum-algorithm", form.algorithm())
          .header("x-amz-checksum-type", form.type());
    }
    return calls.whole(
        create,
        reply -> {
          String id = calls.text(create, reply, "InitiateMultipartUploadResult", "UploadId");
          return new OpenUpload(request.bucket(), request.key(), id);
        });
  }

  /** Of the whole object, if nothing is asked for: then nobody need keep the parts' own. */
  private static ChecksumForm form(@Nullable ChecksumForm wanted) {
    return wanted != null && Algorithm.knows(wanted)
        ? wanted
        : ChecksumForm.of(Algorithm.USUAL.name(), true);
  }

  @Override
  public S3Requests.Put put(PartRequest request, Body body) {
    return bodies
        .with(request.checksum())
        .put(sending -> part(request.upload(), request.number(), sending), request.length(), body);
  }

  private Outgoing part(OpenUpload upload, int number, Sending body) {
    Outgoing put = calls.outgoing(HttpMethod.PUT, upload.bucket(), upload.key(), body);
    calls.writes(put, upload.bucket(), upload.key());
    put.toSign().query("partNumber", Integer.toString(number)).query("uploadId", upload.id());
    return put;
  }

  @Override
  public CompletableFuture<String> copy(PartCopyRequest request) {
    Outgoing copy = part(request.upload(), request.number(), Sending.NONE);
    calls.from(copy, request.sourceBucket(), request.sourceKey(), request.sourceEtag());
    copy.toSign().header("x-amz-copy-source-range", request.range().header());
    return calls.whole(
        copy, reply -> Etags.bare(calls.text(copy, reply, "CopyPartResult", "ETag")));
  }

  @Override
  public CompletableFuture<Completed.Stored> complete(CompleteRequest request) {
    OpenUpload upload = request.upload();
    XmlText xml = new XmlText("CompleteMultipartUpload");
    String checksum = Algorithm.wanted(request.checksum()).element();
    for (Part part : request.parts()) {
      xml.open("Part").text("ETag", Etags.quoted(part.etag()));
      if (request.saysChecksums() && part.checksum() != null) xml.text(checksum, part.checksum());
      xml.text("PartNumber", Integer.toString(part.number())).close("Part");
    }
    Outgoing complete =
        calls.document(HttpMethod.POST, upload.bucket(), upload.key(), xml.end(), false);
    calls.writes(complete, upload.bucket(), upload.key());
    complete.toSign().query("uploadId", upload.id());
    VertxCalls.expect(complete, request.expect());
    return calls.whole(
        complete,
        reply -> {
          Written.Stored stored = calls.written(complete, reply, "CompleteMultipartUploadResult");
          return new Completed.Stored(stored.etag(), stored.checksum());
        });
  }

  @Override
  public CompletableFuture<Done> abort(OpenUpload upload) {
    Outgoing abort = calls.bare(HttpMethod.DELETE, upload.bucket(), upload.key());
    abort.toSign().query("uploadId", upload.id());
    return calls.whole(abort, reply -> Done.DONE);
  }

  @Override
  public CompletableFuture<PartPage> parts(PartsRequest request) {
    OpenUpload upload = request.upload();
    Outgoing list = calls.bare(HttpMethod.GET, upload.bucket(), upload.key());
    calls.writes(list, upload.bucket(), upload.key());
    ToSign query = list.toSign().query("uploadId", upload.id());
    query.query("max-parts", Integer.toString(request.maxParts()));
    if (request.after() > 0) {
      query.query("part-number-marker", Integer.toString(request.after()));
    }
    return calls.read(list, "IncompleteListing", PartPages::read);
  }

  @Override
  public CompletableFuture<UploadPage> uploads(UploadsRequest request) {
    Outgoing list = calls.bare(HttpMethod.GET, request.bucket(), "");
    ToSign query = list.toSign().query("uploads", "").query("encoding-type", "url");
    query.query("max-uploads", Integer.toString(request.maxUploads()));
    if (!request.prefix().isEmpty()) query.query("prefix", request.prefix());
    if (request.after() != null) {
      query.query("key-marker", request.after().key());
      query.query("upload-id-marker", request.after().id());
    }
    return calls.read(
        list,
        "IncompleteListing",
        (body, length) -> UploadPages.read(request.bucket(), body, length));
  }
}
