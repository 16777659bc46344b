package io.longhaul.coordinator.cli;

import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.stack.LocalCloud;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.stack.StackUnreachable;
import io.longhaul.time.Alarm;
import io.longhaul.time.Deadline;
import io.longhaul.unit.RunName;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens a stack and asks its ledger one small thing, so that a person learns within seconds that it
 * cannot be reached, where it was looked for and what to do: what comes later waits out an outage.
 */
final class Reach {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Any name: whether there is such a run is all the same. */
  private static final RunName ANY = new RunName("any");

  private final Surroundings surroundings;
  private final StackSettings settings;
  private final Deadline deadline;

  Reach(Surroundings surroundings, StackSettings settings) {
    this.surroundings = surroundings;
    this.settings = settings;
    this.deadline = Deadline.in(surroundings.time(), PATIENCE);
  }

  /**
   * Opens it.
   *
   * @param opens what does so
   * @throws StackUnreachable if that takes too long
   */
  Stack open(Function<StackSettings, Stack> opens) throws InterruptedException {
    return within(() -> opens.apply(settings), local());
  }

  /**
   * Asks its ledger, and closes the stack if there is no answer.
   *
   * @throws StackUnreachable if there is none, or one that says it cannot be used
   */
  void ask(Stack stack) throws InterruptedException {
    String where = settings.local().isPresent() ? local() : remote(stack);
    within(() -> stack.ledger().runs().find(ANY), where);
  }

  private static String remote(Stack stack) {
    return "the ledger, %s, cannot be used: %%s; check network, region and AWS_ENDPOINT_URL…"
        .formatted(stack.engines().ledger().replace("%", "%%"));
  }

  private String local() {
    return settings
        .local()
        .flatMap(LocalCloud::find)
        .map(cloud ->
            "the embedded cloud, process %d, ledger %s, cannot be used: %%s; 'longhaul local down'"
                    .formatted(cloud.pid(), cloud.ledger())
                + " ends it, 'longhaul local up' starts it anew")
        .orElse("the stack cannot be opened: %s");
  }

  /**
   * @param where a line with a place for the reason
   */
  private <T> T within(Supplier<T> asked, String where) throws InterruptedException {
    AtomicReference<@Nullable T> got = new AtomicReference<>();
    AtomicReference<@Nullable RuntimeException> thrown = new AtomicReference<>();
    Alarm done = surroundings.time().alarm();
    Thread asking =
        surroundings
            .time()
            .start(
                "reach",
                () -> {
                  try {
                    got.set(asked.get());
                  } catch (RuntimeException e) {
                    thrown.set(e);
                  } finally {
                    done.ring();
                  }
                });
    boolean answered = false;
    try {
      answered = done.await(deadline.remaining());
    } finally {
      if (!answered) asking.interrupt();
    }
    if (!answered) {
      throw new StackUnreachable(where.formatted("no answer in " + PATIENCE.toSeconds() + " s"));
    }
    RuntimeException failed = thrown.get();
    if (failed instanceof LedgerUnavailable) {
      throw new StackUnreachable(where.formatted(failed.getMessage()));
    }
    if (failed != null) throw failed;
    return Objects.requireNonNull(got.get());
  }
}
