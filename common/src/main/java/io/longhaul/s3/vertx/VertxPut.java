package io.longhaul.s3.vertx;

import io.longhaul.s3.Body;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.calls.S3Requests.Put;
import io.longhaul.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/** Puts one object; a small one is read before it is sent, a large one while it is. */
final class VertxPut implements Put {
  /** At once in memory, times as many requests as are under way. */
  static final int SMALL = 64 << 10;

  private final VertxRequests requests;
  private final PutRequest request;
  private final Body body;
  private final Time time;
  private volatile boolean wrongLength;

  VertxPut(VertxRequests requests, PutRequest request, Body body, Time time) {
    this.requests = requests;
    this.request = request;
    this.body = body;
    this.time = time;
  }

  @Override
  public boolean wrongLength() {
    return wrongLength;
  }

  @Override
  public CompletableFuture<String> once() {
    return request.length() <= SMALL ? small() : large();
  }

  private CompletableFuture<String> small() {
    try (InputStream stream = body.open()) {
      int length = (int) request.length();
      byte[] bytes = stream.readNBytes(length + 1);
      if (bytes.length == length) return requests.put(request, bytes);
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

  private CompletableFuture<String> large() {
    CompletableFuture<Upload.Failure> broken = new CompletableFuture<>();
    boolean checked = requests.takesTrailers();
    Upload upload = new Upload(body, request.length(), time, checked, broken::complete);
    CompletableFuture<String> stored = requests.put(request, upload);
    var unused =
        broken.thenAccept(failure -> {
          if (failure.wrongLength()) wrongLength = true;
          stored.completeExceptionally(failure.cause());
        });
    return stored;
  }
}
