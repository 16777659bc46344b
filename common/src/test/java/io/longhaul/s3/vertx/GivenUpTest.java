package io.longhaul.s3.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.longhaul.aws.AwsPlace;
import io.longhaul.engine.RawServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Requests that are given up before there is a connection for them. */
class GivenUpTest {
  private final Logger log = (Logger) LoggerFactory.getLogger("io.vertx");
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final RawServer server =
      new RawServer((n, head, out) -> {
        out.write(RawServer.answer("200 OK", "", ""));
        return true;
      });

  @BeforeEach
  void listen() {
    logged.start();
    log.addAppender(logged);
  }

  @AfterEach
  void end() throws Exception {
    log.detachAppender(logged);
    server.close();
  }

  @Test
  void they_are_never_sent_and_nothing_is_logged() throws Exception {
    AwsPlace place = AwsPlace.at(server.endpoint(), "test-key-id", "test-secret");
    VertxRequests requests = VertxStores.requests(place, false);
    int lanes = Runtime.getRuntime().availableProcessors();
    AtomicInteger given = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(lanes);
    // on an event loop itself, which cannot come to connect before they are given up
    for (int lane = 0; lane < lanes; lane++) {
      VertxStores.lane()
          .later(() -> {
            for (int i = 0; i < 10; i++) {
              if (requests.head("bucket", "given-up").cancel(true)) given.incrementAndGet();
            }
            all.countDown();
          });
    }
    assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(given).hasValue(10 * lanes);
    // each event loop has come past them when it has done what came later
    for (int i = 0; i < 2 * lanes; i++) requests.headBucket("kept").get(30, TimeUnit.SECONDS);
    assertThat(server.heads()).isNotEmpty().noneMatch(head -> head.contains("given-up"));
    assertThat(logged.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
  }
}
