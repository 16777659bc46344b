package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.ByteRange;
import io.longhaul.embedded.s3.protocol.ChecksumAlgorithm;
import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.protocol.Timestamps;
import io.longhaul.embedded.s3.protocol.Xml;
import io.longhaul.embedded.s3.store.Draft;
import io.longhaul.embedded.s3.store.FolderStore;
import io.longhaul.embedded.s3.store.OpenObject;
import io.longhaul.embedded.s3.store.Upload;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** Takes one part of an upload from an object, whole or a range of it. */
public record UploadPartCopy(FolderStore store) implements Operation {
  private static final long MOST = 5L << 30;

  @Override
  public Reply answer(Call call) throws IOException {
    Upload upload = UploadPart.upload(store, call);
    int number = UploadPart.number(call);
    CustomerKey.checkPart(call, upload.info());
    try (OpenObject source = CopySource.of(call).open(store, call);
        Draft draft = store.draft()) {
      ByteRange range = range(call, source.entry().size());
      if (range.length() > MOST) {
        throw S3Failure.invalidRequest("The specified copy range is larger than 5368709120 bytes");
      }
      Map<String, String> checksums = copy(upload, source, range, draft);
      Instant modified = source.entry().lastModified();
      CustomerKey.hide(draft, upload.info().headers());
      upload.put(number, draft, checksums);
      Xml xml =
          Xml.document("CopyPartResult")
              .text("LastModified", Timestamps.xml(modified))
              .text("ETag", ObjectHeaders.quoted(draft.etag()));
      ChecksumXml.write(xml, checksums);
      return Reply.xml(xml.end("CopyPartResult"));
    }
  }

  private static ByteRange range(Call call, long size) {
    String header = call.header("x-amz-copy-source-range");
    return header == null ? new ByteRange(0, size - 1) : ByteRange.parseExactly(header, size);
  }

  private static Map<String, String> copy(
      Upload upload, OpenObject source, ByteRange range, Draft draft) throws IOException {
    String name = upload.info().checksum();
    ChecksumAlgorithm algorithm = name.isEmpty() ? null : ChecksumAlgorithm.named(name);
    var running = algorithm == null ? null : algorithm.start();
    Transfer.read(source, range.first(), range.length(), draft, running);
    Transfer.refuseIfEdited(source);
    if (algorithm == null || running == null) return Map.of();
    return Map.of(algorithm.header(), Base64.getEncoder().encodeToString(running.value()));
  }
}
