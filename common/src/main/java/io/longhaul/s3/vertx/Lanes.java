package io.longhaul.s3.vertx;

import io.longhaul.aws.AwsSettings;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The event loops that requests run on, one for each processor: a request is signed, sent and read
 * on one of them, and meets no other thread on its way. They begin with the first request, for most
 * commands make none.
 */
public final class Lanes implements AutoCloseable {
  /** S3 gives a name several addresses, and new ones every few seconds. */
  private static final int NAMES_KNOWN_FOR_SECONDS = 5;

  /** Where each thread opened a stream last. */
  private static final ThreadLocal<Lane> OF_STREAM = new ThreadLocal<>();

  private final AwsSettings settings;
  private final Supplier<Tls> tls;
  private final AtomicInteger turn = new AtomicInteger();

  /** Of streams alone: they are dealt out evenly, whatever else is asked between them. */
  private final AtomicInteger turnOfStreams = new AtomicInteger();

  private volatile List<Lane> lanes = List.of();
  private @Nullable Vertx vertx;
  private boolean closed;

  Lanes(AwsSettings settings, Supplier<Tls> tls) {
    this.settings = settings;
    this.tls = tls;
  }

  /**
   * Those for one server.
   *
   * @param endpoint empty: AWS's own
   */
  public static Lanes to(Optional<URI> endpoint, AwsSettings settings) {
    // OpenSSL is not loaded for who needs none.
    boolean plain = endpoint.filter(url -> "http".equals(url.getScheme())).isPresent();
    return new Lanes(settings, plain ? () -> Tls.jdk(null) : Tls::best);
  }

  /** The one that this thread is of; for all others the one whose turn it is. */
  Lane next() {
    return next(turn);
  }

  private Lane next(AtomicInteger whose) {
    List<Lane> begun = lanes.isEmpty() ? begin() : lanes;
    for (Lane lane : begun) if (lane.isHere()) return lane;
    return begun.get(Math.floorMod(whose.getAndIncrement(), begun.size()));
  }

  /** That of a stream which this thread opens. */
  Lane toOpen() {
    Lane lane = next(turnOfStreams);
    OF_STREAM.set(lane);
    return lane;
  }

  /**
   * That of the stream which this thread opened here last, if it has sent nothing large since: most
   * likely it is what it sends now, whose bytes then meet no other thread on their way.
   */
  Lane toSend() {
    Lane lane = OF_STREAM.get();
    OF_STREAM.remove();
    return lane != null && lanes.contains(lane) ? lane : next();
  }

  private synchronized List<Lane> begin() {
    if (closed) throw new IllegalStateException("the store has been closed");
    if (!lanes.isEmpty()) return lanes;
    int count = Runtime.getRuntime().availableProcessors();
    Vertx its = Vertx.vertx(options(count));
    vertx = its;
    Tls best = tls.get();
    List<Lane> begun = new CopyOnWriteArrayList<>();
    var unused =
        its.deployVerticle(
                () -> {
                  Lane lane = new Lane(settings, best);
                  begun.add(lane);
                  return lane;
                },
                new DeploymentOptions().setInstances(count))
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    lanes = List.copyOf(begun);
    return lanes;
  }

  private static VertxOptions options(int loops) {
    return new VertxOptions()
        .setEventLoopPoolSize(loops)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setUseDaemonThread(true)
        .setPreferNativeTransport(true)
        .setBlockedThreadCheckInterval(1)
        .setBlockedThreadCheckIntervalUnit(TimeUnit.MINUTES)
        .setAddressResolverOptions(
            new AddressResolverOptions()
                .setRoundRobinInetAddress(true)
                .setCacheMaxTimeToLive(NAMES_KNOWN_FOR_SECONDS))
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  /** Breaks off what is still under way. */
  @Override
  public synchronized void close() {
    closed = true;
    Vertx its = vertx;
    vertx = null;
    if (its == null) return;
    try {
      var unused = its.close().toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the event loops could not be ended", e);
    }
  }
}
