package io.longhaul.embedded.queue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a stack's queues as its CloudFormation template does: three tiers, one dead-letter queue.
 */
final class StackQueues {
  private static final List<String> TIERS = List.of("small", "medium", "large");
  private static final int VISIBILITY_SECONDS = 60;
  private static final int RETENTION_SECONDS = 14 * 24 * 3600;
  private static final int MAX_RECEIVES = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final URI endpoint;

  StackQueues(URI endpoint) {
    this.endpoint = endpoint;
  }

  void create(String stack) throws IOException {
    String dead = "longhaul-" + stack + "-dead";
    var common = new LinkedHashMap<String, String>();
    common.put("VisibilityTimeout", Integer.toString(VISIBILITY_SECONDS));
    common.put("MessageRetentionPeriod", Integer.toString(RETENTION_SECONDS));
    try (HttpClient http = HttpClient.newHttpClient()) {
      create(http, dead, common);
      common.put(
          "RedrivePolicy",
          "{\"deadLetterTargetArn\":\"arn:aws:sqs:elasticmq:000000000000:%s\",\"maxReceiveCount\":%d}"
              .formatted(dead, MAX_RECEIVES));
      for (String tier : TIERS) create(http, "longhaul-" + stack + "-" + tier, common);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while making queues");
    }
  }

  private void create(HttpClient http, String name, Map<String, String> attributes)
      throws IOException, InterruptedException {
    var form = new StringBuilder("Action=CreateQueue&Version=2012-11-05&QueueName=").append(name);
    int n = 0;
    for (var attribute : attributes.entrySet()) {
      n++;
      form.append("&Attribute.").append(n).append(".Name=").append(attribute.getKey());
      form.append("&Attribute.").append(n).append(".Value=");
      form.append(URLEncoder.encode(attribute.getValue(), StandardCharsets.UTF_8));
    }
    var request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
            .build();
    var response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("queue " + name + ": " + response.statusCode() + response.body());
    }
  }
}
