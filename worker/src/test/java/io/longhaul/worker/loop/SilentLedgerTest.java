package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Table;
import io.longhaul.worker.noop.NoopHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

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
}
