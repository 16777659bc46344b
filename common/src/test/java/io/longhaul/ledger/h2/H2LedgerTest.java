package io.longhaul.ledger.h2;

import io.longhaul.ledger.LedgerContract;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Table;
import io.longhaul.time.SystemTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class H2LedgerTest extends LedgerContract {
  private static Table table;

  @BeforeAll
  static void open() {
    Retries retries = new Retries(new SystemTime(), new Random(1), Duration.ofSeconds(30));
    table = new H2Table("jdbc:h2:mem:ledger;DB_CLOSE_DELAY=-1", "longhaul", "secret", 8, retries);
  }

  @AfterAll
  static void close() {
    table.close();
  }

  @Override
  protected Table table() {
    return table;
  }
}
