package io.longhaul.s3.vertx;

import io.longhaul.s3.Body;
import io.longhaul.s3.Written;
import io.longhaul.s3.calls.S3Requests.Put;
import io.longhaul.s3.vertx.Outgoing.Sending;
import io.longhaul.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends one body; a small one is read before it is sent, a large one while it is. */
final class VertxPut implements Put {
  /** At once in memory, times as many requests as are under way. */
  static final int SMALL = 64 << 10;

  private final Bodies bodies;
  private final Function<Sending, Outgoing> request;
  private final long length;
  private final Body body;
  private final Time time;
  private volatile boolean wrongLength;

  VertxPut(Bodies bodies, Function<Sending, Outgoing> request, long length, Body body, Time time) {
    this.bodies = bodies;
    this.request = request;
    this.length = length;
    this.body = body;
    this.time = time;
  }

  @Override
  public boolean wrongLength() {
    return wrongLength;
  }

  @Override
  public CompletableFuture<Written.Stored> once() {
    return length <= SMALL ? small() : large();
  }

  private CompletableFuture<Written.Stored> small() {
    try (InputStream stream = body.open()) {
      byte[] bytes = stream.readNBytes((int) length + 1);
      if (bytes.length == length) return bodies.once(request, bytes);
      wrongLength = true;
      String how =
          bytes.length > length
              ? "is longer than " + length + " bytes"
              : "ended " + (length - bytes.length) + " bytes early";
      return CompletableFuture.failedFuture(new IOException("the body " + how));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Written.Stored> large() {
    CompletableFuture<Upload.Failure> broken = new CompletableFuture<>();
    Upload upload = new Upload(body, length, time, chunks(), broken::complete);
    CompletableFuture<Written.Stored> stored = bodies.once(request, length, upload);
    var unused =
        broken.thenAccept(failure -> {
          if (failure.wrongLength()) wrongLength = true;
          stored.completeExceptionally(failure.cause());
        });
    return stored;
  }

  private @Nullable AwsChunks chunks() {
    return bodies.trailers() ? new AwsChunks(length, bodies.algorithm()) : null;
  }
}
