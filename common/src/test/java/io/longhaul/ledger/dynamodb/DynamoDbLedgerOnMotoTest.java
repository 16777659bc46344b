package io.longhaul.ledger.dynamodb;

import io.longhaul.ledger.LedgerEssentials;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Table;
import io.longhaul.time.SystemTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * A second opinion on DynamoDB, which is slow: the transitions of one unit, no races. It reads all
 * of a table for each query, so each test has a table of its own.
 */
class DynamoDbLedgerOnMotoTest extends LedgerEssentials {
  private static Moto engine;
  private static DynamoDbAsyncClient client;
  private static Retries retries;
  private static int tables;

  @BeforeAll
  static void start() throws Exception {
    var installed = Moto.installed();
    if (installed.isEmpty()) {
      System.err.println("SKIPPED: the ledger on moto, for no moto_server is on the PATH");
    }
    Assumptions.assumeTrue(installed.isPresent(), "no moto_server on the PATH");
    engine = new Moto(installed.get());
    client = Clients.of(engine.endpoint());
    retries = new Retries(new SystemTime(), new Random(1), Duration.ofSeconds(30));
  }

  @AfterAll
  static void stop() {
    if (engine == null) return;
    client.close();
    engine.close();
  }

  @Override
  protected Table table() {
    String name = "longhaul-ledger-" + ++tables;
    Clients.makeTable(client, name);
    return new DynamoDbTable(client, name, retries);
  }
}
