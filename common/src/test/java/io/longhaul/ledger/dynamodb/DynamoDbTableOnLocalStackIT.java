package io.longhaul.ledger.dynamodb;

import io.longhaul.engine.LocalStack;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.TableContract;
import io.longhaul.time.SystemTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Made and asked as in AWS, behind LocalStack's front. */
class DynamoDbTableOnLocalStackIT extends TableContract {
  private static DynamoDbAsyncClient client;
  private static Table table;

  @BeforeAll
  static void start() {
    client = Clients.of(LocalStack.endpoint());
    Clients.makeTable(client, "longhaul-contract");
    table =
        new DynamoDbTable(
            client,
            "longhaul-contract",
            new Retries(new SystemTime(), new Random(1), Duration.ofSeconds(30)));
  }

  @AfterAll
  static void stop() {
    if (client != null) client.close();
  }

  @Override
  public Table table() {
    return table;
  }

  @Override
  public boolean honoursTokens() {
    return true;
  }
}
