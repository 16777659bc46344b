package io.longhaul.s3.sdk;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers on their way. */
final class Answers {
  private Answers() {}

  /** As {@code thenApply}, but cancelling it cancels the request. */
  static <A, T> CompletableFuture<T> read(CompletableFuture<A> answer, Function<A, T> by) {
    CompletableFuture<T> read = answer.thenApply(by);
    var unused =
        read.whenComplete((value, thrown) -> {
          if (thrown instanceof CancellationException) answer.cancel(true);
        });
    return read;
  }
}
