package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.store.Draft;
import io.longhaul.embedded.s3.store.FolderStore;
import io.longhaul.embedded.s3.store.Upload;
import java.io.IOException;
import java.util.Map;

/** Receives one part of an upload. */
public record UploadPart(FolderStore store) implements Operation {
  private static final int MOST_PARTS = 10_000;

  @Override
  public Reply answer(Call call) throws IOException {
    Upload upload = upload(store, call);
    int number = number(call);
    CustomerKey.checkPart(call, upload.info());
    try (Draft draft = store.draft()) {
      Map<String, String> checksums = new Receiver(call).into(draft);
      CustomerKey.hide(draft, upload.info().headers());
      upload.put(number, draft, checksums);
      return Reply.of(200).with("ETag", ObjectHeaders.quoted(draft.etag())).with(checksums);
    }
  }

  /** The upload that the request names, which must be one of its bucket and key. */
  static Upload upload(FolderStore store, Call call) throws IOException {
    store.bucket(call.bucket());
    String id = call.query().text("uploadId");
    return store.uploads().find(id == null ? "" : id, call.bucket(), call.key());
  }

  static int number(Call call) {
    int number = call.query().number("partNumber", 0);
    if (number < 1 || number > MOST_PARTS) {
      throw S3Failure.invalidArgument(
          "Part number must be an integer between 1 and 10000, inclusive");
    }
    return number;
  }
}
