package io.longhaul.aws.stack;

import io.longhaul.aws.AwsAccess;
import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.stack.StackUnreachable;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsClient;

/** Asks one service about one thing, and says in a line what became of it if that fails. */
public final class Asking {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final AwsCalls calls;
  private final Time time;
  private final AwsAccess access;

  Asking(AwsCalls calls, Time time, AwsAccess access) {
    this.calls = calls;
    this.time = time;
    this.access = access;
  }

  /**
   * @param service as policies name it
   * @param resource in the words of a person: {@code group longhaul-default}
   */
  public static Asking of(
      AwsClient client, String service, String resource, AwsCalls calls, Time time) {
    return new Asking(calls, time, AwsAccess.of(client, service, resource));
  }

  /** Where it is asked, as a person knows it. */
  public String where() {
    return access.where();
  }

  /**
   * Repeats while it may help, for half a minute at most.
   *
   * @throws AwsCallFailed what {@link #failed} makes a line of, unless it was to be expected
   */
  public <T> T tried(Supplier<CompletableFuture<T>> attempt) throws InterruptedException {
    return calls.quick(attempt, Deadline.in(time, PATIENCE));
  }

  /**
   * As {@link #tried}, where no failure is to be expected.
   *
   * @param action as policies name it, without the service
   */
  public <T> T ask(String action, Supplier<CompletableFuture<T>> attempt)
      throws InterruptedException {
    try {
      return tried(attempt);
    } catch (AwsCallFailed failed) {
      throw failed(action, failed);
    }
  }

  /** As {@link #ask}; empty: it failed in a way that says that it is not there. */
  public <T> Optional<T> find(
      String action, Supplier<CompletableFuture<T>> attempt, Predicate<AwsCallFailed> absent)
      throws InterruptedException {
    try {
      return Optional.of(tried(attempt));
    } catch (AwsCallFailed failed) {
      if (absent.test(failed)) return Optional.empty();
      throw failed(action, failed);
    }
  }

  /**
   * @param action as policies name it, without the service
   */
  public RuntimeException failed(String action, AwsCallFailed failed) {
    var noAccess = access.failure(action, failed.call(), failed);
    if (noAccess.isPresent()) return noAccess.get();
    return new StackUnreachable(
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

  /**
   * Waits before another look, longer each time.
   *
   * @param looks how many there were
   * @param state for who is told when the deadline has passed
   */
  void pause(Deadline deadline, int looks, String state) throws InterruptedException {
    if (deadline.passed()) {
      throw new StackUnreachable(
          "%s in %s is still %s; see what the console says of it, and run it again"
              .formatted(access.resource(), access.where(), state));
    }
    long pause = FIRST_PAUSE.toNanos() << Math.min(looks, 10);
    time.sleep(Duration.ofNanos(Math.min(pause, LONGEST_PAUSE.toNanos())));
  }
}
