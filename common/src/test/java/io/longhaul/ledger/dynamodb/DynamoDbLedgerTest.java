package io.longhaul.ledger.dynamodb;

import io.longhaul.ledger.LedgerContract;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Table;
import io.longhaul.time.SystemTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

class DynamoDbLedgerTest extends LedgerContract {
  private static DynamoDbLocal engine;
  private static DynamoDbAsyncClient client;
  private static Table table;

  @BeforeAll
  static void start() throws Exception {
    engine = new DynamoDbLocal();
    client = Clients.of(engine.endpoint());
    Retries retries = new Retries(new SystemTime(), new Random(1), Duration.ofSeconds(30));
    Clients.makeTable(client, "longhaul-ledger");
    table = new DynamoDbTable(client, "longhaul-ledger", retries);
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    engine.close();
  }

  @Override
  protected Table table() {
    return table;
  }
}
