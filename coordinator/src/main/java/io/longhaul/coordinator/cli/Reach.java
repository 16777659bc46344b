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

  private static final String NO_ANSWER = "no answer in " + PATIENCE.toSeconds() + " s";

  /** Any name: whether there is such a run is all the same. */
  private static final RunName ANY = new RunName("any");

  private final Surroundings surroundings;
  private final StackSettings settings;

  Reach(Surroundings surroundings, StackSettings settings) {
    this.surroundings = surroundings;
    this.settings = settings;
  }

  /**
   * Opens it, however long that takes on a machine that is busy.
   *
   * @param opens what does so
   * @throws StackUnreachable if it cannot be
   */
  Stack open(Function<StackSettings, Stack> opens) {
    try {
      return opens.apply(settings);
    } catch (LedgerUnavailable e) {
      throw new StackUnreachable(local().formatted(e.getMessage()));
    }
  }

  /**
   * Makes sure that the embedded cloud which is to serve it answers at all.
   *
   * @throws StackUnreachable if it does not
   */
  void askCloud() {
    boolean silent =
        settings
            .local()
            .flatMap(LocalCloud::find)
            .filter(cloud -> !cloud.s3().answers(PATIENCE))
            .isPresent();
    if (silent) throw new StackUnreachable(local().formatted(NO_ANSWER));
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
                    .formatted(cloud.pid(), cloud.ledger().toString().replace("%", "%%"))
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
    Deadline deadline = Deadline.in(surroundings.time(), PATIENCE);
    boolean answered = false;
    try {
      answered = done.await(deadline.remaining());
    } finally {
      if (!answered) asking.interrupt();
    }
    if (!answered) {
      throw new StackUnreachable(where.formatted(NO_ANSWER));
    }
    RuntimeException failed = thrown.get();
    if (failed instanceof LedgerUnavailable) {
      throw new StackUnreachable(where.formatted(failed.getMessage()));
    }
    if (failed != null) throw failed;
    return Objects.requireNonNull(got.get());
  }
}
