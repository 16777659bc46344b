package io.longhaul.metrics.cloudwatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/**
 * CloudWatch as moto serves it: by the query protocol alone, which the SDK speaks no more with this
 * service.
 */
final class MotoCloudWatch implements CloudWatchAsyncClient {
  private static final String CREDENTIAL =
      "AWS4-HMAC-SHA256 Credential=id/20261101/us-east-1/monitoring/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  private final URI endpoint;

  MotoCloudWatch(URI endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public CompletableFuture<PutMetricDataResponse> putMetricData(PutMetricDataRequest request) {
    StringJoiner form = form("PutMetricData", request.namespace());
    int n = 0;
    for (MetricDatum datum : request.metricData()) {
      String member = "MetricData.member." + ++n + ".";
      add(form, member + "MetricName", datum.metricName());
      add(form, member + "Timestamp", datum.timestamp().toString());
      if (datum.value() != null) add(form, member + "Value", datum.value().toString());
      int m = 0;
      for (Dimension dimension : datum.dimensions()) {
        String of = member + "Dimensions.member." + ++m + ".";
        add(form, of + "Name", dimension.name());
        add(form, of + "Value", dimension.value());
      }
    }
    asked(form.toString());
    return CompletableFuture.completedFuture(PutMetricDataResponse.builder().build());
  }

  static StringJoiner form(String action, String namespace) {
    StringJoiner form = new StringJoiner("&");
    add(form, "Action", action);
    add(form, "Version", "2010-08-01");
    add(form, "Namespace", namespace);
    return form;
  }

  static void add(StringJoiner form, String name, String value) {
    form.add(name + "=" + URLEncoder.encode(value, UTF_8));
  }

  /** What it answers, in XML. */
  String asked(String form) {
    try {
      HttpURLConnection asked = (HttpURLConnection) endpoint.toURL().openConnection();
      asked.setDoOutput(true);
      asked.setRequestProperty("Authorization", CREDENTIAL);
      asked.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
      asked.getOutputStream().write(form.getBytes(UTF_8));
      return new String(asked.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String serviceName() {
    return "monitoring";
  }

  @Override
  public void close() {}
}
