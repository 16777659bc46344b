package io.longhaul.coordinator.infra.cloudformation;

import io.longhaul.aws.AwsAccess;
import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.stack.Asking;
import io.longhaul.time.Time;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsClient;

/** Asks one service about one thing; what fails is one line that says what and where. */
final class Asked {
  private final Asking asking;

  /**
   * @param resource in the words of a person: {@code stack longhaul-default}
   */
  Asked(AwsClient client, String service, String resource, AwsCalls calls, Time time) {
    asking = new Asking(calls, time, AwsAccess.of(client, service, resource));
  }

  /**
   * Asks, and repeats while it may help.
   *
   * @param action as policies name it, without the service
   */
  <T> T ask(String action, Supplier<CompletableFuture<T>> attempt) throws InterruptedException {
    try {
      return asking.ask(attempt);
    } catch (AwsCallFailed failed) {
      throw asking.failed(action, failed);
    }
  }

  /** As {@link #ask}; empty: it failed in a way that says that it is not there. */
  <T> Optional<T> find(
      String action, Supplier<CompletableFuture<T>> attempt, Predicate<AwsCallFailed> absent)
      throws InterruptedException {
    try {
      return Optional.of(asking.ask(attempt));
    } catch (AwsCallFailed failed) {
      if (absent.test(failed)) return Optional.empty();
      throw asking.failed(action, failed);
    }
  }
}
