package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.ByteRange;
import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.store.Entry;
import io.longhaul.embedded.s3.store.FolderStore;
import io.longhaul.embedded.s3.store.OpenObject;
import java.io.IOException;

/** GetObject and HeadObject: the same headers, with and without the bytes. */
public record ReadObject(FolderStore store, boolean withBody) implements Operation {
  @Override
  public Reply answer(Call call) throws IOException {
    refuseVersions(call);
    OpenObject object = store.bucket(call.bucket()).open(call.key());
    if (object == null) throw S3Failure.noSuchKey();
    Reply reply = null;
    try {
      CustomerKey.checkRead(call, object.entry());
      Conditions.checkRead(call, object.entry());
      reply = describe(call, object);
      return reply;
    } finally {
      if (reply == null || !withBody) object.close();
    }
  }

  /** Without versions there is one, and its name is null. */
  private static void refuseVersions(Call call) {
    String version = call.query().text("versionId");
    if (version != null && !version.equals("null")) {
      throw S3Failure.invalidArgument("Invalid version id specified");
    }
    if (call.query().has("partNumber")) throw S3Failure.notImplemented("partNumber");
  }

  private Reply describe(Call call, OpenObject object) {
    Entry entry = object.entry();
    String header = call.header("range");
    ByteRange range = header == null ? null : ByteRange.parse(header, entry.size());
    long from = range == null ? 0 : range.first();
    long length = range == null ? entry.size() : range.length();
    Reply.Body body =
        withBody ? new Reply.Body.Slice(object, from, length) : new Reply.Body.None(length);
    Reply reply = new Reply(range == null ? 200 : 206, ObjectHeaders.describing(entry), body);
    if (range != null) {
      reply.with("Content-Range", "bytes " + from + "-" + range.last() + "/" + entry.size());
    } else if ("ENABLED".equalsIgnoreCase(call.header("x-amz-checksum-mode"))) {
      reply.with(entry.checksums()); // of the whole: a part must not be judged by it
    }
    return reply;
  }
}
