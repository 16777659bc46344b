package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Write;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.worker.noop.NoopHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What a worker says while the ledger or a queue does not answer. */
@Timeout(30)
class SilentLedgerTest {
  private final LoopScene scene = new LoopScene();
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();

  @Test
  void a_worker_that_cannot_begin_says_why_at_once_and_then_no_more_than_once_a_minute()
      throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(Worker.class);
    Level before = logger.getLevel();
    logger.setLevel(Level.INFO);
    said.start();
    logger.addAppender(said);
    CompletableFuture<Worker> worker = new CompletableFuture<>();
    AtomicInteger tries = new AtomicInteger();
    scene.reachedTable =
        Spoiled.port(
            Table.class,
            scene.rows,
            (method, arguments) -> {
              if (tries.incrementAndGet() == 4) worker.join().drain();
              throw new LedgerUnavailable("gone fishing");
            });
    Worker started = scene.worker(new NoopHandler());
    worker.complete(started);
    scene.start(started).get();

    logger.detachAppender(said);
    logger.setLevel(before);
    List<ILoggingEvent> words =
        said.list.stream().filter(event -> event.getMessage().contains("not answer")).toList();
    assertThat(words).hasSize(1);
    assertThat(words.getFirst().getKeyValuePairs().toString()).contains("gone fishing");
  }

  @Test
  void a_ledger_that_falls_silent_while_it_works_is_said_once_and_that_it_answers_again()
      throws Exception {
    AtomicInteger renewals = new AtomicInteger();
    scene.reachedTable =
        Spoiled.port(
            Table.class,
            scene.rows,
            (method, arguments) -> {
              if (!method.equals("write") || !isSession((Write) arguments[0])) return;
              int renewal = renewals.incrementAndGet();
              if (renewal == 2 || renewal == 3) throw new LedgerUnavailable("gone fishing");
            });
    assertThat(saidUntil(() -> renewals.get() > 4))
        .containsExactly(
            "WARN no answer: nothing is received until there is one, and nothing is lost"
                + " [of=\"ledger\", why=\"gone fishing\"]",
            "INFO it answers again [of=\"ledger\"]");
  }

  private static boolean isSession(Write write) {
    return write.key().partition().equals("LIVE");
  }

  @Test
  void a_queue_that_falls_silent_is_said_once_and_that_it_answers_again() throws Exception {
    AtomicInteger receives = new AtomicInteger();
    scene.reachedQueues =
        Spoiled.queues(
            scene.queues,
            (method, arguments) -> {
              if (!method.equals("receive")) return;
              int receive = receives.incrementAndGet();
              if (receive == 4 || receive == 5) {
                throw new QueueUnavailable("receive q: away", new IllegalStateException());
              }
            });
    assertThat(saidUntil(() -> receives.get() > 12))
        .contains(
            "WARN no answer: nothing is received until there is one, and nothing is lost"
                + " [of=\"queue\", why=\"receive q: away\"]",
            "INFO it answers again [of=\"queue\"]")
        .hasSizeLessThanOrEqualTo(4); // at most two of the three pollers met it
  }

  /** Lets a worker work until then; level, message and keys of what it said of answers. */
  private List<String> saidUntil(Callable<Boolean> then) throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(Answering.class);
    Level before = logger.getLevel();
    logger.setLevel(Level.INFO);
    said.start();
    logger.addAppender(said);
    Worker worker = scene.worker(new NoopHandler());
    CompletableFuture<Optional<String>> ended = scene.start(worker);
    await().atMost(Duration.ofSeconds(20)).until(then);
    worker.drain();
    assertThat(ended.get()).isEmpty();
    logger.detachAppender(said);
    logger.setLevel(before);
    return said.list.stream()
        .map(event ->
            "%s %s %s".formatted(event.getLevel(), event.getMessage(), event.getKeyValuePairs()))
        .toList();
  }
}
