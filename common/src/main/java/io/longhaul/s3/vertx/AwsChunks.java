package io.longhaul.s3.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.streams.WriteStream;
import java.nio.ByteBuffer;

/**
 * A body in the chunks of S3's {@code aws-chunked} encoding, with its checksum behind it, which is
 * known only then. Chunks are of {@link Upload#CHUNK} bytes, but for the last, however the bytes
 * come: they go out as they are, with the marks of chunks between them.
 */
final class AwsChunks {
  private static final String END = "\r\n";

  private final Algorithm algorithm;
  private final Algorithm.Running sum;

  /** Of the body. */
  private long left;

  /** Of the chunk that is under way. */
  private long leftOfChunk;

  private boolean begun;

  /**
   * @param length of the body, in bytes
   */
  AwsChunks(long length, Algorithm algorithm) {
    this.left = length;
    this.algorithm = algorithm;
    this.sum = algorithm.begin();
  }

  /** How long a body of that length becomes, in bytes. */
  static long length(long body, Algorithm algorithm) {
    long whole = body / Upload.CHUNK;
    long rest = body % Upload.CHUNK;
    long chunks = whole * framed(Upload.CHUNK) + (rest > 0 ? framed(rest) : 0);
    int trailer = algorithm.header().length() + 1 + algorithm.length() + 2 * END.length();
    return chunks + "0\r\n".length() + trailer;
  }

  private static long framed(long chunk) {
    return Long.toHexString(chunk).length() + END.length() + chunk + END.length();
  }

  /**
   * Sends the bytes that come next.
   *
   * @param bytes not more than are left of the body, and at least one
   * @return when they have gone out
   */
  Future<Void> send(Buffer bytes, WriteStream<Buffer> to) {
    sum(bytes);
    int length = bytes.length();
    Future<Void> gone = Future.succeededFuture();
    for (int at = 0; at < length; ) {
      if (leftOfChunk == 0) begin(to);
      int n = (int) Math.min(leftOfChunk, length - at);
      gone = to.write(n == length ? bytes : bytes.slice(at, at + n));
      at += n;
      left -= n;
      leftOfChunk -= n;
    }
    return gone;
  }

  private void begin(WriteStream<Buffer> to) {
    leftOfChunk = Math.min(Upload.CHUNK, left);
    String mark = Long.toHexString(leftOfChunk) + END;
    var unused = to.write(Buffer.buffer((endOfChunk() + mark).getBytes(US_ASCII)));
    begun = true;
  }

  private String endOfChunk() {
    return begun ? END : "";
  }

  private void sum(Buffer bytes) {
    for (ByteBuffer next : ((BufferInternal) bytes).unwrap().nioBuffers()) sum.update(next);
  }

  /** What comes behind the body's last byte. */
  Buffer end() {
    String trailer = "0" + END + algorithm.header() + ":" + sum.written() + END + END;
    return Buffer.buffer((endOfChunk() + trailer).getBytes(US_ASCII));
  }
}
