package io.longhaul.embedded.s3.store;

import io.longhaul.embedded.s3.protocol.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a file that was not written through us, to find the entry that it ought to have. */
final class Hashing {
  private static final int TRIES = 3;

  private Hashing() {}

  /** Null if the file went away. A file still being written gets the ETag of what was read. */
  static @Nullable Entry read(Path file, boolean blob, @Nullable Entry known) throws IOException {
    Stat before = Stat.of(file);
    for (int tries = 1; before != null; tries++) {
      String etag = md5(file, before.size());
      Stat after = Stat.of(file);
      if (after == null) return null;
      if (after.equals(before) || tries == TRIES) return entry(after, etag, blob, known);
      before = after;
    }
    return null;
  }

  /** Touched or restored files keep their metadata; another content begins without. */
  private static Entry entry(Stat stat, String etag, boolean blob, @Nullable Entry known) {
    if (known != null && known.etag().equals(etag)) return known.movedTo(stat, blob);
    return new Entry(stat, etag, blob, Map.of(), Map.of());
  }

  private static String md5(Path file, long size) throws IOException {
    var md5 = Digests.md5();
    var buffer = ByteBuffer.allocate((int) Math.min(1 << 16, size + 1));
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      while (channel.read(buffer) >= 0) {
        md5.update(buffer.flip());
        buffer.clear();
      }
    }
    return Digests.hex(md5.digest());
  }
}
