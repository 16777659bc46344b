package io.longhaul.s3.vertx;

import io.longhaul.s3.Body;
import io.longhaul.s3.calls.S3Requests;
import io.longhaul.s3.vertx.Outgoing.Sending;
import io.longhaul.time.Time;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * How bodies go out.
 *
 * @param checksum whether one that is small goes out with its own
 * @param trailers whether the servers know checksums that come behind a body: who does not know
 *     that keeps them as content
 */
record Bodies(VertxCalls calls, Time time, boolean checksum, boolean trailers) {
  /**
   * Sends one.
   *
   * @param length in bytes
   * @param request that it goes out with, made for each try
   */
  S3Requests.Put put(Function<Sending, Outgoing> request, long length, Body body) {
    return new VertxPut(this, request, length, body, time);
  }

  /** One try to send what is all there. */
  CompletableFuture<String> once(Function<Sending, Outgoing> request, byte[] bytes) {
    Outgoing put = request.apply(out -> out.end(Buffer.buffer(bytes)));
    put.toSign().header("content-length", Integer.toString(bytes.length));
    if (checksum) {
      put.toSign().header(Crc32c.HEADER, Crc32c.of(bytes));
      named(put);
    }
    return calls.whole(put, reply -> Heads.written(reply.headers()));
  }

  /** S3 takes no object under a lock without a checksum, and wants to be told which it is. */
  private static void named(Outgoing put) {
    boolean locked =
        put.toSign().has("x-amz-object-lock-mode")
            || put.toSign().has("x-amz-object-lock-legal-hold");
    if (locked) put.toSign().header("x-amz-sdk-checksum-algorithm", "CRC32C");
  }

  /** One try to send what is still read. */
  CompletableFuture<String> once(Function<Sending, Outgoing> request, long length, Upload body) {
    Outgoing put = request.apply(body);
    if (trailers) {
      put.toSign()
          .inFront("content-encoding", "aws-chunked")
          .header("content-length", Long.toString(AwsChunks.length(length)))
          .header("x-amz-decoded-content-length", Long.toString(length))
          .header("x-amz-trailer", Crc32c.HEADER);
      named(put);
    } else {
      put.toSign().header("content-length", Long.toString(length));
    }
    return calls.whole(put, reply -> Heads.written(reply.headers()));
  }
}
