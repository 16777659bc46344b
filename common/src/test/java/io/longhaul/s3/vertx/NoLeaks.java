package io.longhaul.s3.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Fails a class of tests if a buffer of Netty's was lost meanwhile that nobody had let go of. */
public final class NoLeaks implements BeforeAllCallback, AfterAllCallback {
  /** A collection finds what is lost, the buffer after that says so. */
  private static final int COLLECTIONS = 4;

  private final Logger log = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private Level before = ResourceLeakDetector.getLevel();

  @Override
  public void beforeAll(ExtensionContext context) {
    begin();
  }

  void begin() {
    before = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(Level.PARANOID);
    logged.start();
    log.addAppender(logged);
    log.setAdditive(false); // who finds them says so
  }

  @Override
  public void afterAll(ExtensionContext context) {
    for (int i = 0; i < COLLECTIONS; i++) look();
    List<String> found = found();
    end();
    assertThat(found).isEmpty();
  }

  /** Collects what is not used any more, and has the detector say what of it was lost. */
  void look() {
    System.gc();
    ByteBufAllocator.DEFAULT.directBuffer(1).release();
  }

  /** What was lost so far. */
  List<String> found() {
    return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  void end() {
    log.setAdditive(true);
    log.detachAppender(logged);
    ResourceLeakDetector.setLevel(before);
  }
}
