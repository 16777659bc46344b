package io.longhaul.s3.sdk;

import io.longhaul.s3.Written;
import io.longhaul.s3.calls.S3Requests.Put;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The tries to send one body. */
record SdkPut(Supplier<CompletableFuture<Written.Stored>> tries, BodyPublisher bytes)
    implements Put {
  @Override
  public CompletableFuture<Written.Stored> once() {
    return tries.get();
  }

  @Override
  public boolean wrongLength() {
    return bytes.wrongLength();
  }
}
