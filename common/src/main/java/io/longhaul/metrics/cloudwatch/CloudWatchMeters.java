package io.longhaul.metrics.cloudwatch;

import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.metrics.MeterClock;
import io.longhaul.time.Alarm;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.Time;
import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToLongFunction;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;

/**
 * Sends a process's meters to CloudWatch once a minute and once at the end; what fails is counted,
 * said now and then, and otherwise of no consequence.
 *
 * <p>All workers of a stack send under the same names, and CloudWatch adds them up.
 */
public final class CloudWatchMeters implements AutoCloseable {
  /** What CloudWatch keeps for free of charge beyond a few hours. */
  private static final Duration STEP = Duration.ofMinutes(1);

  private static final Duration LONGEST_CALL = Duration.ofSeconds(4);

  /** A worker that has done its work waits so long for the last batch, and no longer. */
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private static final int CALLS_AT_ONCE = 2;

  private final Time time;
  private final Runnable connections;
  private final Batches batches;
  private final CloudWatchMeterRegistry registry;
  private boolean closed;

  /**
   * @param stack the one dimension that all of them have
   */
  public static CloudWatchMeters start(
      Namespace namespace, String stack, AwsPlace place, Time time) {
    AwsClients clients = new AwsClients(AwsSettings.of(CALLS_AT_ONCE), time, new ClockOffset());
    CloudWatchAsyncClient client =
        clients.repeating(CloudWatchAsyncClient.builder(), place, LONGEST_CALL);
    return new CloudWatchMeters(namespace, stack, client, time, clients::close);
  }

  /**
   * @param connections closes what is below the client
   */
  CloudWatchMeters(
      Namespace namespace,
      String stack,
      CloudWatchAsyncClient client,
      Time time,
      Runnable connections) {
    this.time = time;
    this.connections = connections;
    this.batches = new Batches(client);
    this.registry = new CloudWatchMeterRegistry(settings(namespace), new MeterClock(time), batches);
    registry.config().commonTags("stack", stack);
    batches(registry, "sent", Batches::sent);
    batches(registry, "failed", Batches::failed);
  }

  private void batches(MeterRegistry to, String outcome, ToLongFunction<Batches> count) {
    FunctionCounter.builder(
            "longhaul.cloudwatch.batches", batches, asked -> (double) count.applyAsLong(asked))
        .tag("outcome", outcome)
        .register(to);
  }

  private static CloudWatchConfig settings(Namespace namespace) {
    Map<String, String> settings =
        Map.of(
            "cloudwatch.namespace", namespace.name(),
            "cloudwatch.step", STEP.toSeconds() + "s",
            "cloudwatch.readTimeout", LONGEST_CALL.toSeconds() + "s");
    return settings::get;
  }

  /** Batches that did not reach it so far. */
  long failed() {
    return batches.failed();
  }

  public MeterRegistry registry() {
    return registry;
  }

  /** Sends what is not sent yet, within a few seconds or not at all; may be called again. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) return;
      closed = true;
    }
    Alarm sent = time.alarm();
    time.start(
        "last-meters",
        () -> {
          try {
            registry.close();
          } finally {
            sent.ring();
          }
        });
    try {
      sent.await(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.run();
    }
  }
}
