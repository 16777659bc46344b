package io.longhaul.aws.stack;

import io.longhaul.aws.AwsAccess;
import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.stack.StackUnreachable;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Asks about one resource, and says in a line what became of it if that fails. */
public final class Asking {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final AwsCalls calls;
  private final Time time;
  private final AwsAccess access;

  public Asking(AwsCalls calls, Time time, AwsAccess access) {
    this.calls = calls;
    this.time = time;
    this.access = access;
  }

  /**
   * Repeats while it may help, for half a minute at most.
   *
   * @throws AwsCallFailed what {@link #failed} makes a line of, unless it was to be expected
   */
  public <T> T ask(Supplier<CompletableFuture<T>> attempt) throws InterruptedException {
    return calls.quick(attempt, Deadline.in(time, PATIENCE));
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
