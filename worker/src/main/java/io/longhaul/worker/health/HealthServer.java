package io.longhaul.worker.health;

import io.longhaul.time.Alarm;
import io.longhaul.time.Time;
import io.longhaul.worker.loop.Vitals;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /health} and {@code /metrics} on loopback for as long as a worker works, at the
 * price of one thread that sleeps, and never in its way: it begins beside the worker, and its end
 * is waited for a moment only.
 */
public final class HealthServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /** Whoever asks has a handful of headers; more is refused before it is held. */
  private static final int MOST_LINE = 1_024;

  private static final int MOST_HEADERS = 8_192;
  private static final int MOST_CONNECTIONS = 32;
  private static final int IDLE_SECONDS = 30;

  /** The longest wait for its port to be free again. */
  private static final Duration LONGEST_END = Duration.ofMillis(300);

  private static final Duration LONGEST_BEGINNING = Duration.ofSeconds(30);

  private final Time time;
  private final Answers answers;
  private final AtomicInteger connections = new AtomicInteger();
  private @Nullable Vertx vertx;
  private boolean begun;
  private boolean closed;

  /** What becomes of its beginning: told once, and nothing if it was closed before. */
  public interface Listener {
    void listens(int port);

    void failed(Throwable why);
  }

  /**
   * @param meters writes all meters in Prometheus's text form
   */
  public HealthServer(Time time, Supplier<Vitals> vitals, Supplier<String> meters) {
    this.time = time;
    this.answers = new Answers(vitals, meters);
  }

  /**
   * Begins to serve, beside the caller; a second time it does nothing.
   *
   * @param port 0: one that is free
   * @return whether it does
   */
  public boolean start(int port, Listener listener) {
    synchronized (this) {
      if (begun || closed) return false;
      begun = true;
    }
    time.start("health", () -> begin(port, listener));
    return true;
  }

  /** Loading Vert.x takes longer than all else here, so it is done apart. */
  private void begin(int port, Listener listener) {
    Vertx made = Vertx.builder().with(options()).build();
    synchronized (this) {
      if (closed) {
        var unused = made.close();
        return;
      }
      vertx = made;
    }
    Future<HttpServer> listening =
        made.createHttpServer(options(port))
            .connectionHandler(this::connected)
            .requestHandler(answers::answer)
            .invalidRequestHandler(HealthServer::refuse)
            .listen();
    Alarm answered = time.alarm();
    listening.onComplete(any -> answered.ring());
    try {
      answered.await(LONGEST_BEGINNING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (listening.succeeded()) listener.listens(listening.result().actualPort());
    else listener.failed(cause(listening));
  }

  private static Throwable cause(Future<HttpServer> listening) {
    Throwable cause = listening.cause();
    return cause == null ? new IllegalStateException("it does not begin") : cause;
  }

  /** What is no request, or too long for one: said, and that is the end of the connection. */
  private static void refuse(HttpServerRequest request) {
    HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
    var unused = request.connection().close();
  }

  private void connected(HttpConnection connection) {
    if (connections.incrementAndGet() > MOST_CONNECTIONS) {
      var unused = connection.close();
    }
    connection.closeHandler(gone -> connections.decrementAndGet());
  }

  private static VertxOptions options() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setUseDaemonThread(true)
        // nothing here blocks its loop, and an idle process should not wake up to see that
        .setBlockedThreadCheckInterval(Duration.ofHours(1).toMillis())
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static HttpServerOptions options(int port) {
    return new HttpServerOptions()
        .setHost(LOOPBACK)
        .setPort(port)
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(MOST_LINE)
        .setMaxHeaderSize(MOST_HEADERS)
        .setIdleTimeout(IDLE_SECONDS);
  }

  /** Ends it, whether it has begun or not, and may be called again. */
  @Override
  public void close() {
    Vertx ending;
    synchronized (this) {
      if (closed) return;
      closed = true;
      ending = vertx;
    }
    if (ending == null) return;
    Alarm ended = time.alarm();
    ending.close().onComplete(any -> ended.ring());
    try {
      ended.await(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
