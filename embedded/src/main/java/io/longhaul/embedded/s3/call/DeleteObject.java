package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.store.FolderStore;
import java.io.IOException;

/** Deletes one object; what is not there counts as deleted. */
public record DeleteObject(FolderStore store) implements Operation {
  @Override
  public Reply answer(Call call) throws IOException {
    var condition = Conditions.ofDelete(call.header("if-match"));
    store.bucket(call.bucket()).delete(call.key(), condition);
    return Reply.of(204);
  }
}
