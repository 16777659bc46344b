package io.longhaul.ledger;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A run of its own for each test, on one engine; after it the rows are recounted against counters,
 * index, stages and run.
 */
abstract class LedgerOnEngine implements LedgerUnderTest {
  private LedgerScene scene;

  /** The engine; all tests of a class may share one. */
  protected abstract Table table();

  @BeforeEach
  void begin() {
    scene = new LedgerScene(table());
  }

  @Override
  public LedgerScene scene() {
    return scene;
  }

  @AfterEach
  void rows_counters_and_index_agree() {
    LedgerAudit audit = new LedgerAudit(scene.table);
    // at once, and again only where the index lags
    await().pollDelay(Duration.ZERO).untilAsserted(() -> audit.check(scene.run));
  }
}
