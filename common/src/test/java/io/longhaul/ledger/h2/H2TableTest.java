package io.longhaul.ledger.h2;

import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.TableContract;
import io.longhaul.time.SystemTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class H2TableTest extends TableContract {
  private static Table table;

  @BeforeAll
  static void open() {
    Retries retries = new Retries(new SystemTime(), new Random(1), Duration.ofSeconds(30));
    table = new H2Table("jdbc:h2:mem:contract;DB_CLOSE_DELAY=-1", "longhaul", "secret", 8, retries);
  }

  @AfterAll
  static void close() {
    table.close();
  }

  @Override
  public Table table() {
    return table;
  }

  @Override
  public boolean honoursTokens() {
    return false;
  }
}
