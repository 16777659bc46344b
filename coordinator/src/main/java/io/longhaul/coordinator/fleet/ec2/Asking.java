package io.longhaul.coordinator.fleet.ec2;

import io.longhaul.aws.AwsAccess;
import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Asks one service about the group, and says in a line what became of it if that fails. */
final class Asking {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AwsCalls calls;
  private final Time time;
  private final AwsAccess access;

  Asking(AwsCalls calls, Time time, AwsAccess access) {
    this.calls = calls;
    this.time = time;
    this.access = access;
  }

  String where() {
    return access.where();
  }

  /**
   * Repeats while it may help, for half a minute at most.
   *
   * @throws AwsCallFailed what {@link #failed} makes a line of, unless it was to be expected
   */
  <T> T tried(Supplier<CompletableFuture<T>> attempt) throws InterruptedException {
    return calls.quick(attempt, Deadline.in(time, PATIENCE));
  }

  /**
   * As {@link #tried}, where no failure is to be expected.
   *
   * @param action as policies name it, without the service
   */
  <T> T ask(String action, Supplier<CompletableFuture<T>> attempt) throws InterruptedException {
    try {
      return tried(attempt);
    } catch (AwsCallFailed failed) {
      throw failed(action, failed);
    }
  }

  RuntimeException failed(String action, AwsCallFailed failed) {
    var noAccess = access.failure(action, failed.call(), failed);
    if (noAccess.isPresent()) return noAccess.get();
    return CommandFailed.failed(
        "%s in %s: %s:%s: %s%s"
            .formatted(
                access.resource(),
                access.where(),
                access.service(),
                action,
                failed.getMessage(),
                failed.what().worthRepeating()
                    ? "; check network, region and AWS_ENDPOINT_URL…, and run it again"
                    : ""));
  }
}
