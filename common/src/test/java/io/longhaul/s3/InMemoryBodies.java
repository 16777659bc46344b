package io.longhaul.s3;

import io.longhaul.unit.FailureClass;
import java.io.IOException;
import java.io.InputStream;

/** Bytes on their way into the store in memory, and out of it. */
final class InMemoryBodies {
  private InMemoryBodies() {}

  static byte[] read(String key, long length, Body body) {
    try (InputStream stream = body.open()) {
      byte[] bytes = stream.readNBytes(Math.toIntExact(length));
      if (bytes.length < length || stream.read() >= 0) {
        throw InMemoryObjectStore.failure(
            FailureClass.SOURCE_CHANGED, "BodyLength", "body is not " + length);
      }
      return bytes;
    } catch (IOException e) {
      throw new StoreException(
          FailureClass.UNAVAILABLE, "BodyBroke", key + ": " + e.getMessage(), e);
    }
  }

  /** The same, that break off. */
  static InputStream cut(InputStream whole, int after) {
    return new CutStream(whole, after);
  }

  private static final class CutStream extends InputStream {
    private final InputStream whole;
    private int left;

    CutStream(InputStream whole, int left) {
      this.whole = whole;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left <= 0) throw new IOException("Connection reset");
      int got = whole.read(into, offset, Math.min(length, left));
      left -= Math.max(0, got);
      return got;
    }
  }
}
