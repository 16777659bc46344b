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
    if (!isComposite && known && !CustomerKey.isOver(entry)) {
      draft.transferFrom(object.content(), 0, entry.size());
      draft.etag(entry.etag());
    } else {
      var running = wanted == null ? null : wanted.start();
      read(object, 0, entry.size(), draft, running);
      if (wanted != null && running != null) {
        String value = Base64.getEncoder().encodeToString(running.value());
        checksums = Map.of(wanted.header(), value);
      }
    }
    refuseIfEdited(object);
    return checksums;
  }

  private @Nullable ChecksumAlgorithm wanted() {
    String name = call.header("x-amz-checksum-algorithm");
    return name == null ? null : ChecksumAlgorithm.named(name);
  }

  static void refuseIfEdited(OpenObject source) throws IOException {
    if (source.wasEditedSince()) {
      throw new S3Failure(503, "ServiceUnavailable", "The source was edited during the copy.");
    }
  }

  /** Through a buffer, so that it is hashed on its way. */
  static void read(
      OpenObject source,
      long from,
      long length,
      Draft draft,
      ChecksumAlgorithm.@Nullable Running running)
      throws IOException {
    byte[] bytes = new byte[(int) Math.min(1 << 16, Math.max(1, length))];
    for (long done = 0; done < length; ) {
      int most = (int) Math.min(bytes.length, length - done);
      int got = source.content().read(ByteBuffer.wrap(bytes, 0, most), from + done);
      if (got < 0) throw new IOException("source shrank while it was copied");
      draft.write(bytes, 0, got);
      if (running != null) running.update(bytes, 0, got);
      done += got;
    }
  }
}
