package io.longhaul.coordinator.grant.aws;

import io.longhaul.aws.AwsAccess;
import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsSettings;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsClient;

/**
 * Asks about one thing for half a minute at most, and says in a line what became of it if that
 * fails.
 */
record Asked(AwsCalls calls, Time time, AwsAccess access) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * @param side whether an identity is asked as that a job names
   */
  static Asked of(
      AwsClient client,
      String service,
      String resource,
      AwsSettings settings,
      Time time,
      boolean side) {
    AwsCalls calls = side ? AwsCalls.ofSide(time, settings) : new AwsCalls(time, settings);
    return new Asked(calls, time, AwsAccess.of(client, service, resource));
  }

  /** Repeats while it may help. */
  <T> T ask(Supplier<CompletableFuture<T>> attempt) throws InterruptedException {
    return calls.quick(attempt, Deadline.in(time, PATIENCE));
  }

  /**
   * @param action as policies name it, without the service
   */
  RuntimeException failed(String action, AwsCallFailed failed) {
    var noAccess = access.failure(action, failed.call(), failed);
    if (noAccess.isPresent()) return noAccess.get();
    return CommandFailed.failed(
        "%s in %s: %s:%s: %s"
            .formatted(
                access.resource(), access.where(), access.service(), action, failed.getMessage()));
  }
}
