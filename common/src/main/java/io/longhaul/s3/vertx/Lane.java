package io.longhaul.s3.vertx;

import io.longhaul.aws.AwsSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One event loop with connections and signers of its own. */
final class Lane extends VerticleBase {
  /** Several times what 1,000 of the longest keys need, encoded. */
  static final int LONGEST_ANSWER = 16 << 20;

  /** S3 sends at most 8 KiB of headers, user metadata among them. */
  private static final int LONGEST_HEAD = 64 << 10;

  private static final int CHUNK = Blocks.BYTES;

  /** More callers than this waiting for a connection are a defect, not a load. */
  private static final int MOST_WAITING = 20_000;

  /** A server lets go of an idle connection too; whose was let go first, finds out too late. */
  private static final int IDLE_SECONDS = 15;

  /** After which a connection is not used again, so that none outlives its address by much. */
  private static final int LIFE_SECONDS = 300;

  private final AwsSettings settings;
  private final Tls tls;
  private final Blocks blocks = new Blocks();
  private final Map<String, SigV4> signers = new HashMap<>();
  private @Nullable Context loop;
  private @Nullable Thread thread;
  private @Nullable HttpClient http;

  Lane(AwsSettings settings, Tls tls) {
    this.settings = settings;
    this.tls = tls;
  }

  @Override
  public Future<?> start() {
    loop = context;
    thread = Thread.currentThread();
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) settings.connectTimeout().toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setIdleTimeout((int) settings.silence().toMillis())
            .setKeepAliveTimeout(IDLE_SECONDS)
            .setMaxHeaderSize(LONGEST_HEAD)
            .setMaxChunkSize(CHUNK)
            .setDecompressionSupported(false);
    tls.to(options);
    http =
        vertx
            .httpClientBuilder()
            .with(options)
            .with(
                new PoolOptions()
                    .setHttp1MaxSize(2 * settings.slots())
                    .setMaxLifetimeUnit(TimeUnit.SECONDS)
                    .setMaxLifetime(LIFE_SECONDS)
                    .setMaxWaitQueueSize(MOST_WAITING))
            .withConnectHandler(this::connected)
            .build();
    return Future.succeededFuture();
  }

  private void connected(HttpConnection connection) {
    // Whose request it was is told; without a handler it is logged besides.
    connection.exceptionHandler(broken -> {});
    Gathering.at(connection, blocks);
  }

  /** Whether this thread is its event loop's. */
  boolean isHere() {
    return Thread.currentThread().equals(thread);
  }

  /** Does something on the event loop, now if this is it. */
  void run(Runnable task) {
    Context its = loop;
    if (its == null) throw new IllegalStateException("the lane has not been started");
    if (Context.isOnEventLoopThread() && its.equals(vertx.getOrCreateContext())) task.run();
    else its.runOnContext(nothing -> task.run());
  }

  /** Does something on the event loop once it has done what it is about. */
  void later(Runnable task) {
    Context its = loop;
    if (its == null) throw new IllegalStateException("the lane has not been started");
    its.runOnContext(nothing -> task.run());
  }

  Future<HttpClientRequest> request(RequestOptions options) {
    HttpClient its = http;
    if (its == null) throw new IllegalStateException("the lane has not been started");
    return its.request(options);
  }

  /** On the event loop alone. */
  SigV4 signer(String region) {
    return signers.computeIfAbsent(region, SigV4::new);
  }
}
