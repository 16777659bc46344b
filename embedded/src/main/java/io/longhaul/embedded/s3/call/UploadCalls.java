package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.ChecksumAlgorithm;
import io.longhaul.embedded.s3.protocol.Percent;
import io.longhaul.embedded.s3.protocol.Query;
import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.protocol.Timestamps;
import io.longhaul.embedded.s3.protocol.Xml;
import io.longhaul.embedded.s3.store.FolderStore;
import io.longhaul.embedded.s3.store.Key;
import io.longhaul.embedded.s3.store.Part;
import io.longhaul.embedded.s3.store.Upload;
import io.longhaul.embedded.s3.store.UploadInfo;
import io.longhaul.embedded.s3.store.Uploads;
import java.io.IOException;
import java.util.List;

/** Beginning, ending and looking at uploads in parts. */
public record UploadCalls(FolderStore store) {
  private static final int MOST = 1_000;

  public Reply create(Call call) throws IOException {
    store.bucket(call.bucket());
    String checksum = call.header("x-amz-checksum-algorithm");
    String name = checksum == null ? "" : ChecksumAlgorithm.named(checksum).name();
    var info =
        new UploadInfo(
            call.bucket(), call.key(), ObjectHeaders.of(call), name, checksumType(call, name));
    Upload upload = store.uploads().create(info);
    Reply reply =
        Reply.xml(
            Xml.document("InitiateMultipartUploadResult")
                .text("Bucket", call.bucket())
                .text("Key", call.key().text())
                .text("UploadId", upload.id())
                .end("InitiateMultipartUploadResult"));
    if (name.isEmpty()) return reply;
    return reply
        .with("x-amz-checksum-algorithm", name)
        .with("x-amz-checksum-type", info.checksumType());
  }

  private static String checksumType(Call call, String algorithm) {
    if (algorithm.isEmpty()) return "";
    String given = call.header("x-amz-checksum-type");
    if (given != null) return given;
    return algorithm.equals(ChecksumAlgorithm.CRC64NVME.name()) ? "FULL_OBJECT" : "COMPOSITE";
  }

  public Reply abort(Call call) throws IOException {
    UploadPart.upload(store, call).abort();
    return Reply.of(204);
  }

  public Reply listParts(Call call) throws IOException {
    Upload upload = UploadPart.upload(store, call);
    int after = call.query().number("part-number-marker", 0);
    int max = Math.min(MOST, call.query().number("max-parts", MOST));
    List<Part> rest = upload.parts().stream().filter(part -> part.number() > after).toList();
    List<Part> page = rest.subList(0, Math.min(max, rest.size()));
    Xml xml = Xml.document("ListPartsResult").text("Bucket", call.bucket());
    xml.text("Key", call.key().text()).text("UploadId", upload.id());
    xml.text("PartNumberMarker", after);
    if (!page.isEmpty()) xml.text("NextPartNumberMarker", page.getLast().number());
    xml.text("MaxParts", max).text("IsTruncated", Boolean.toString(page.size() < rest.size()));
    xml.text("StorageClass", "STANDARD");
    for (Part part : page) {
      xml.open("Part")
          .text("PartNumber", part.number())
          .text("LastModified", Timestamps.xml(part.lastModified()))
          .text("ETag", ObjectHeaders.quoted(part.etag()))
          .text("Size", part.size());
      ChecksumXml.write(xml, part.checksums());
      xml.close("Part");
    }
    return Reply.xml(xml.end("ListPartsResult"));
  }

  public Reply list(Call call) throws IOException {
    store.bucket(call.bucket());
    Query query = call.query();
    if (query.has("delimiter")) throw S3Failure.notImplemented("delimiter of uploads");
    String prefix = text(query, "prefix");
    String keyMarker = text(query, "key-marker");
    String idMarker = text(query, "upload-id-marker");
    boolean encoded = query.has("encoding-type");
    int max = Math.min(MOST, query.number("max-uploads", MOST));
    List<Uploads.Listed> rest =
        store.uploads().list(call.bucket()).stream()
            .filter(each -> each.upload().info().key().text().startsWith(prefix))
            .dropWhile(each -> !isBehind(each, keyMarker, idMarker))
            .toList();
    List<Uploads.Listed> page = rest.subList(0, Math.min(max, rest.size()));
    Xml xml = Xml.document("ListMultipartUploadsResult").text("Bucket", call.bucket());
    xml.text("KeyMarker", key(keyMarker, encoded)).text("UploadIdMarker", idMarker);
    if (page.size() < rest.size()) {
      Upload last = page.getLast().upload();
      xml.text("NextKeyMarker", key(last.info().key().text(), encoded));
      xml.text("NextUploadIdMarker", last.id());
    }
    if (encoded) xml.text("EncodingType", "url");
    xml.text("MaxUploads", max).text("IsTruncated", Boolean.toString(page.size() < rest.size()));
    for (Uploads.Listed each : page) {
      xml.open("Upload")
          .text("Key", key(each.upload().info().key().text(), encoded))
          .text("UploadId", each.upload().id())
          .text("StorageClass", "STANDARD")
          .text("Initiated", Timestamps.xml(each.initiated()))
          .close("Upload");
    }
    return Reply.xml(xml.end("ListMultipartUploadsResult"));
  }

  /** With an id, uploads of the marker's key are behind it once that id was passed. */
  private static boolean isBehind(Uploads.Listed each, String keyMarker, String idMarker) {
    if (keyMarker.isEmpty()) return true;
    int order = each.upload().info().key().compareTo(Key.of(keyMarker));
    if (order != 0) return order > 0;
    return !idMarker.isEmpty() && each.upload().id().compareTo(idMarker) > 0;
  }

  private static String text(Query query, String name) {
    String value = query.text(name);
    return value == null ? "" : value;
  }

  private static String key(String key, boolean encoded) {
    return encoded
        ? Percent.encodePath(key.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        : key;
  }
}
