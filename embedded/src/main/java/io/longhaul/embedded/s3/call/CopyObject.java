package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.protocol.Timestamps;
import io.longhaul.embedded.s3.protocol.Xml;
import io.longhaul.embedded.s3.store.Draft;
import io.longhaul.embedded.s3.store.Entry;
import io.longhaul.embedded.s3.store.FolderStore;
import io.longhaul.embedded.s3.store.OpenObject;
import io.longhaul.embedded.s3.store.Precondition;
import java.io.IOException;
import java.util.Map;

/** Copies an object as it was when its conditions held, never a mixture of two. */
public record CopyObject(FolderStore store) implements Operation {
  private static final long MOST = 5L << 30;

  @Override
  public Reply answer(Call call) throws IOException {
    Precondition condition = Conditions.ofWrite(call);
    var target = store.bucket(call.bucket());
    CopySource source = CopySource.of(call);
    Map<String, String> given = ObjectHeaders.of(call);
    if (!ObjectHeaders.changes(call, given)
        && source.bucket().equals(call.bucket())
        && source.key().equals(call.key())) {
      throw S3Failure.invalidRequest(
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
    try (OpenObject object = source.open(store, call);
        Draft draft = store.draft()) {
      if (object.entry().size() > MOST) {
        throw S3Failure.invalidRequest(
            "The specified copy source is larger than the maximum allowable size for a copy"
                + " source: 5368709120");
      }
      Map<String, String> headers = ObjectHeaders.ofCopy(call, object.entry(), given);
      Map<String, String> checksums = new Transfer(call, object).into(draft);
      CustomerKey.hide(draft, headers);
      call.publishes();
      return result(target.publish(call.key(), draft, headers, checksums, condition));
    }
  }

  private static Reply result(Entry entry) {
    Xml xml =
        Xml.document("CopyObjectResult")
            .text("LastModified", Timestamps.xml(entry.lastModified()))
            .text("ETag", ObjectHeaders.quoted(entry.etag()));
    ChecksumXml.write(xml, entry.checksums());
    return Reply.xml(xml.end("CopyObjectResult")).with(ObjectHeaders.written(entry.headers()));
  }
}
