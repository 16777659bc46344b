package io.longhaul.s3.vertx;

import io.longhaul.s3.Body;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.Written;
import io.longhaul.s3.calls.S3Requests;
import io.longhaul.s3.vertx.Outgoing.Sending;
import io.longhaul.time.Time;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How bodies go out.
 *
 * @param checksum whether one that is small goes out with its own
 * @param trailers whether the servers know checksums that come behind a body: who does not know
 *     that keeps them as content
 * @param algorithm of their checksums
 */
record Bodies(
    VertxCalls calls, Time time, boolean checksum, boolean trailers, Algorithm algorithm) {
  Bodies(VertxCalls calls, Time time, boolean checksum, boolean trailers) {
    this(calls, time, checksum, trailers, Algorithm.USUAL);
  }

  /** The same, with this checksum if it is one that we can work out. */
  Bodies with(@Nullable ChecksumForm wanted) {
    Algorithm other = Algorithm.wanted(wanted);
    return other == algorithm ? this : new Bodies(calls, time, checksum, trailers, other);
  }

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
  CompletableFuture<Written.Stored> once(Function<Sending, Outgoing> request, byte[] bytes) {
    Outgoing put = request.apply(out -> out.end(Buffer.buffer(bytes)));
    put.toSign().header("content-length", Integer.toString(bytes.length));
    if (checksum) {
      put.toSign().header(algorithm.header(), algorithm.of(bytes));
      named(put);
    }
    return calls.whole(put, reply -> Heads.written(reply.headers()));
  }

  /** S3 takes no object under a lock without a checksum, and wants to be told which it is. */
  private void named(Outgoing put) {
    boolean locked =
        put.toSign().has("x-amz-object-lock-mode")
            || put.toSign().has("x-amz-object-lock-legal-hold");
    if (locked) put.toSign().header("x-amz-sdk-checksum-algorithm", algorithm.name());
  }

  /** One try to send what is still read. */
  CompletableFuture<Written.Stored> once(
      Function<Sending, Outgoing> request, long length, Upload body) {
    Outgoing put = request.apply(body);
    if (trailers) {
      put.toSign()
          .inFront("content-encoding", "aws-chunked")
          .header("content-length", Long.toString(AwsChunks.length(length, algorithm)))
          .header("x-amz-decoded-content-length", Long.toString(length))
          .header("x-amz-trailer", algorithm.header());
      named(put);
    } else {
      put.toSign().header("content-length", Long.toString(length));
    }
    return calls.sent(put, reply -> Heads.written(reply.headers()));
  }
}
