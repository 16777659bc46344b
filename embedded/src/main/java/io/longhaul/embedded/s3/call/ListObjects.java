package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.Percent;
import io.longhaul.embedded.s3.protocol.Query;
import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.protocol.Timestamps;
import io.longhaul.embedded.s3.protocol.Xml;
import io.longhaul.embedded.s3.store.FolderStore;
import io.longhaul.embedded.s3.store.Key;
import io.longhaul.embedded.s3.store.ListRequest;
import io.longhaul.embedded.s3.store.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** ListObjectsV2, and the first version of it, which some tools still speak. */
public record ListObjects(FolderStore store, boolean isV2) implements Operation {
  private static final int MOST = 1_000;
  private static final byte[] NONE = new byte[0];

  @Override
  public Reply answer(Call call) throws IOException {
    Query query = call.query();
    String encoding = query.text("encoding-type");
    if (encoding != null && !encoding.equals("url")) {
      throw S3Failure.invalidArgument("Invalid Encoding Method specified in Request");
    }
    int max = query.number("max-keys", MOST);
    if (max < 0) throw S3Failure.invalidArgument("max-keys must not be negative");
    String token = isV2 ? query.text("continuation-token") : null;
    var request =
        new ListRequest(
            bytes(query, "prefix"),
            token == null ? null : ContinuationToken.read(token),
            bytes(query, isV2 ? "start-after" : "marker"),
            bytes(query, "delimiter"),
            Math.min(max, MOST));
    Page page = store.bucket(call.bucket()).list(request);
    return new Writer(call, request, page, encoding != null, max).reply();
  }

  private static byte[] bytes(Query query, String name) {
    byte[] given = query.bytes(name);
    return given == null ? NONE : given;
  }

  /** Writes one page. */
  private final class Writer {
    private final Call call;
    private final ListRequest request;
    private final Page page;
    private final boolean encoded;
    private final int max;
    private final Xml xml = Xml.document("ListBucketResult");

    Writer(Call call, ListRequest request, Page page, boolean encoded, int max) {
      this.call = call;
      this.request = request;
      this.page = page;
      this.encoded = encoded;
      this.max = max;
    }

    Reply reply() {
      xml.text("Name", call.bucket());
      key("Prefix", request.prefix());
      if (request.delimiter().length > 0) key("Delimiter", request.delimiter());
      xml.text("MaxKeys", max);
      if (encoded) xml.text("EncodingType", "url");
      xml.text("IsTruncated", Boolean.toString(page.next() != null));
      if (isV2) position2();
      else position1();
      for (Page.Listed each : call.shown(page.objects())) object(each);
      for (Key group : page.groups()) {
        xml.open("CommonPrefixes");
        key("Prefix", group);
        xml.close("CommonPrefixes");
      }
      return Reply.xml(xml.end("ListBucketResult"));
    }

    private void position2() {
      xml.text("KeyCount", page.objects().size() + page.groups().size());
      String token = call.query().text("continuation-token");
      if (token != null) xml.text("ContinuationToken", token);
      if (request.startAfter().length > 0) key("StartAfter", request.startAfter());
      if (page.next() != null) {
        xml.text("NextContinuationToken", ContinuationToken.write(page.next()));
      }
    }

    private void position1() {
      key("Marker", request.startAfter());
      if (page.next() != null && request.delimiter().length > 0) {
        key("NextMarker", page.next().last());
      }
    }

    private void object(Page.Listed listed) {
      xml.open("Contents");
      key("Key", listed.key());
      xml.text("LastModified", Timestamps.xml(listed.entry().lastModified()))
          .text("ETag", ObjectHeaders.quoted(listed.entry().etag()))
          .text("Size", listed.entry().size())
          .text("StorageClass", ObjectHeaders.storageClass(listed.entry()));
      ChecksumXml.list(xml, listed.entry());
      xml.close("Contents");
    }

    private void key(String element, Key key) {
      xml.text(element, encoded ? Percent.encodePath(key.bytes()) : key.text());
    }

    private void key(String element, byte[] key) {
      xml.text(
          element, encoded ? Percent.encodePath(key) : new String(key, StandardCharsets.UTF_8));
    }
  }
}
