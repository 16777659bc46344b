package io.longhaul.ledger.dynamodb;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.stack.DynamoDbResource;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Table;
import io.longhaul.time.SystemTime;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Clients for engines on the loopback: no retries of the SDK's own, so that ours are seen. */
final class Clients {
  private Clients() {}

  static DynamoDbAsyncClient of(URI endpoint) {
    return DynamoDbAsyncClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .overrideConfiguration(o ->
            o.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(Duration.ofSeconds(20)))
        .build();
  }

  /** Makes the ledger's table, as the product does. */
  static void makeTable(DynamoDbAsyncClient client, String name) {
    SystemTime time = new SystemTime();
    try {
      new DynamoDbResource(client, new AwsCalls(time, AwsSettings.of(4)), time, name).make();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Makes it and opens it. */
  static Table madeTable(URI endpoint, String name) {
    try (DynamoDbAsyncClient client = of(endpoint)) {
      makeTable(client, name);
    }
    return table(endpoint, name);
  }

  /** Opens one that is there. */
  static Table table(URI endpoint, String name) {
    Retries retries = new Retries(new SystemTime(), new Random(1), Duration.ofSeconds(30));
    return new DynamoDbTable(of(endpoint), name, retries);
  }
}
