package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.store.Bucket;
import io.longhaul.embedded.s3.store.Draft;
import io.longhaul.embedded.s3.store.Entry;
import io.longhaul.embedded.s3.store.FolderStore;
import java.io.IOException;
import java.util.Map;

/** Stores a body; it is visible whole or not at all. */
public record PutObject(FolderStore store) implements Operation {
  @Override
  public Reply answer(Call call) throws IOException {
    Bucket bucket = store.bucket(call.bucket());
    var condition = Conditions.ofWrite(call);
    Map<String, String> headers = ObjectHeaders.of(call);
    condition.check(bucket.find(call.key())); // early, so that a body is not read for nothing
    try (Draft draft = store.draft()) {
      Map<String, String> checksums = new Receiver(call).into(draft);
      CustomerKey.hide(draft, headers);
      call.publishes();
      Entry entry = bucket.publish(call.key(), draft, headers, checksums, condition);
      return Reply.of(200)
          .with("ETag", ObjectHeaders.quoted(entry.etag()))
          .with(ObjectHeaders.written(headers))
          .with(checksums);
    }
  }
}
