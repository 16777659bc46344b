package io.longhaul;

import io.longhaul.aws.AwsPlace;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.cli.Surroundings;
import io.longhaul.metrics.JvmMeters;
import io.longhaul.metrics.MeterClock;
import io.longhaul.metrics.cloudwatch.CloudWatchMeters;
import io.longhaul.metrics.cloudwatch.Namespace;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackMeters;
import io.longhaul.worker.health.HealthPort;
import io.longhaul.worker.health.HealthServer;
import io.longhaul.worker.loop.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What others see of a worker: its meters, and how it is. Closing it ends it, once. */
final class Instruments implements AutoCloseable {
  private final Surroundings surroundings;
  private final HealthPort port;
  private final Optional<Namespace> namespace;
  private final PrometheusMeterRegistry prometheus;
  private final CompositeMeterRegistry registry;
  private @Nullable CloudWatchMeters cloudWatch;
  private @Nullable HealthServer health;

  /**
   * @throws CommandFailed if the port that was asked for is taken
   */
  Instruments(Surroundings surroundings, HealthPort port, Optional<Namespace> namespace) {
    this.surroundings = surroundings;
    this.port = port;
    this.namespace = namespace;
    port.number().filter(number -> number > 0).ifPresent(number -> mustBeFree(number, port));
    prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry = new CompositeMeterRegistry(new MeterClock(surroundings.time()));
    registry.add(prometheus);
  }

  /** Said at once, rather than by a server that begins beside the worker. */
  private static void mustBeFree(int number, HealthPort port) {
    try (ServerSocket probe = new ServerSocket(number, 1, InetAddress.getLoopbackAddress())) {
      probe.setReuseAddress(true);
    } catch (IOException e) {
      throw CommandFailed.failed(
          "%s %d: cannot listen there (%s); name another port, 0 for one that is free, or off"
              .formatted(port.from(), number, e.getMessage()));
    }
  }

  /** Where all meters of a worker on this stack are to be registered. */
  MeterRegistry of(Stack stack) {
    namespace.ifPresent(in -> {
      cloudWatch =
          CloudWatchMeters.start(
              in, stack.settings().name(), AwsPlace.fromEnvironment(), surroundings.time());
      registry.add(cloudWatch.registry());
      surroundings.say("meters also go to CloudWatch, namespace " + in.name());
    });
    JvmMeters.bind(registry);
    StackMeters.bind(stack, registry);
    return registry;
  }

  /** Begins to tell how it is. */
  void show(Worker worker) {
    if (port.number().isEmpty()) return;
    health = new HealthServer(surroundings.time(), worker::vitals, prometheus::scrape);
    health.start(port.number().get(), new Said());
  }

  private final class Said implements HealthServer.Listener {
    @Override
    public void listens(int at) {
      surroundings.say("health at http://127.0.0.1:%d/health, meters at /metrics".formatted(at));
    }

    @Override
    public void failed(Throwable why) {
      surroundings.say("longhaul: this worker works, but cannot tell how it is: " + why);
    }
  }

  @Override
  public void close() {
    try (HealthServer first = health;
        CloudWatchMeters second = cloudWatch) {
      // in this order, whichever of them there are
    }
  }
}
