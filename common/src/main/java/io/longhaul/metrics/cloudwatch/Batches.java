package io.longhaul.metrics.cloudwatch;

import io.longhaul.aws.AwsFailures;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/**
 * Stands between the registry and CloudWatch: leaves out what has never moved, for each metric is
 * billed by the month, and takes every failure upon itself.
 */
final class Batches implements CloudWatchAsyncClient {
  private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

  /** Of failures in a row one in so many is said: about one an hour. */
  private static final int SAID = 60;

  private final CloudWatchAsyncClient client;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong inARow = new AtomicLong();

  /** As many as there are meters, which are few: their tags are words of ours. */
  private final Set<Metric> moved = ConcurrentHashMap.newKeySet();

  private record Metric(String name, List<Dimension> dimensions) {}

  Batches(CloudWatchAsyncClient client) {
    this.client = client;
  }

  long sent() {
    return sent.get();
  }

  long failed() {
    return failed.get();
  }

  @Override
  public CompletableFuture<PutMetricDataResponse> putMetricData(PutMetricDataRequest request) {
    List<MetricDatum> telling = request.metricData().stream().filter(this::hasMoved).toList();
    if (telling.isEmpty()) {
      return CompletableFuture.completedFuture(PutMetricDataResponse.builder().build());
    }
    PutMetricDataRequest fewer = request.toBuilder().metricData(telling).build();
    return asked(fewer)
        .handle((answer, failure) -> {
          if (failure == null) {
            sent.incrementAndGet();
            inARow.set(0);
            return answer;
          }
          failed.incrementAndGet();
          if (inARow.getAndIncrement() % SAID == 0) say(failure);
          return PutMetricDataResponse.builder().build();
        });
  }

  /** What is thrown before anything is sent, such as for want of credentials, is a failure too. */
  private CompletableFuture<PutMetricDataResponse> asked(PutMetricDataRequest request) {
    try {
      return client.putMetricData(request);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static void say(Throwable failure) {
    LOG.atWarn()
        .addKeyValue("why", AwsFailures.classify(failure).said())
        .log("meters did not reach CloudWatch, the work goes on");
  }

  private boolean hasMoved(MetricDatum datum) {
    Metric metric = new Metric(datum.metricName(), datum.dimensions());
    boolean still = datum.value() == null ? datum.statisticValues() == null : datum.value() == 0;
    return still ? moved.contains(metric) : moved.add(metric) || true;
  }

  @Override
  public String serviceName() {
    return client.serviceName();
  }

  @Override
  public void close() {
    client.close();
  }
}
