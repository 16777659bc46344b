package io.longhaul.ledger.dynamodb;

import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.TableContract;
import io.longhaul.time.SystemTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

class DynamoDbTableTest extends TableContract {
  private static DynamoDbLocal engine;
  private static DynamoDbAsyncClient client;
  private static Table table;

  @BeforeAll
  static void start() throws Exception {
    engine = new DynamoDbLocal();
    client = Clients.of(engine.endpoint());
    Retries retries = new Retries(new SystemTime(), new Random(1), Duration.ofSeconds(30));
    Clients.makeTable(client, "longhaul-test");
    table = new DynamoDbTable(client, "longhaul-test", retries);
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    engine.close();
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
