package io.longhaul.s3.vertx;

import io.longhaul.aws.AwsSettings;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The event loops that requests run on, one for each processor: a request is signed, sent and read
 * on one of them, and meets no other thread on its way.
 */
public final class Lanes implements AutoCloseable {
  /** S3 gives a name several addresses, and new ones every few seconds. */
  private static final int NAMES_KNOWN_FOR_SECONDS = 5;

  private final Vertx vertx;
  private final List<Lane> lanes = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  public Lanes(AwsSettings settings) {
    this(settings, Tls.best());
  }

  Lanes(AwsSettings settings, Tls tls) {
    int count = Runtime.getRuntime().availableProcessors();
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(count)
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
                        .setClassPathResolvingEnabled(false)));
    var unused =
        vertx
            .deployVerticle(
                () -> added(new Lane(settings, tls)), new DeploymentOptions().setInstances(count))
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  private Lane added(Lane lane) {
    lanes.add(lane);
    return lane;
  }

  /** The one whose turn it is. */
  Lane next() {
    return lanes.get(Math.floorMod(turn.getAndIncrement(), lanes.size()));
  }

  /** Breaks off what is still under way. */
  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the event loops could not be ended", e);
    }
  }
}
