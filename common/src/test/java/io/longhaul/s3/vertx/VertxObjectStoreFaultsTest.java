package io.longhaul.s3.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsPlace;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreFaultsContract;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(NoLeaks.class)
class VertxObjectStoreFaultsTest extends StoreFaultsContract {
  private final Logger log = (Logger) LoggerFactory.getLogger("io.vertx");
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @Override
  protected ObjectStore storeOn(URI endpoint, AwsCalls calls) {
    return VertxStores.on(AwsPlace.at(endpoint, "test-key-id", "test-secret"), calls);
  }

  @BeforeEach
  void listen() {
    logged.start();
    log.addAppender(logged);
  }

  /** What failed is thrown: an operator is not to read of it a second time, line by line. */
  @AfterEach
  void nothing_was_logged() {
    log.detachAppender(logged);
    assertThat(logged.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
  }
}
