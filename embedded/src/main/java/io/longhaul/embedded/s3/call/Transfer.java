package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.ChecksumAlgorithm;
import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.store.Draft;
import io.longhaul.embedded.s3.store.Entry;
import io.longhaul.embedded.s3.store.OpenObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries a whole object into a draft, by the kernel unless something must be calculated. */
record Transfer(Call call, OpenObject object) {

  /** Returns the copy's checksums. */
  Map<String, String> into(Draft draft) throws IOException {
    Entry entry = object.entry();
    ChecksumAlgorithm wanted = wanted();
    boolean isComposite = entry.etag().indexOf('-') >= 0; // a copy is one part: a plain MD5 again
    boolean known = wanted == null || entry.checksums().containsKey(wanted.header());
    Map<String, String> checksums = isComposite ? Map.of() : entry.checksums();
    if (!isComposite && known) {
      draft.transferFrom(object.content(), 0, entry.size());
      draft.etag(entry.etag());
    } else {
      var running = wanted == null ? null : wanted.start();
      read(draft, entry.size(), running);
      if (wanted != null && running != null) {
        String value = Base64.getEncoder().encodeToString(running.value());
        checksums = Map.of(wanted.header(), value);
      }
    }
    if (object.wasEditedSince()) {
      throw new S3Failure(503, "ServiceUnavailable", "The source was edited during the copy.");
    }
    return checksums;
  }

  private @Nullable ChecksumAlgorithm wanted() {
    String name = call.header("x-amz-checksum-algorithm");
    return name == null ? null : ChecksumAlgorithm.named(name);
  }

  private void read(Draft draft, long size, ChecksumAlgorithm.@Nullable Running running)
      throws IOException {
    byte[] bytes = new byte[1 << 16];
    for (long at = 0; at < size; ) {
      int got = object.content().read(ByteBuffer.wrap(bytes), at);
      if (got < 0) throw new IOException("source shrank while it was copied");
      draft.write(bytes, 0, got);
      if (running != null) running.update(bytes, 0, got);
      at += got;
    }
  }
}
