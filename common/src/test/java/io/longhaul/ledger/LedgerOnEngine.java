package io.longhaul.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  void rows_counters_and_index_agree() throws InterruptedException {
    LedgerAudit audit = new LedgerAudit(scene.table);
    // at once, and again only where the index lags
    await().pollDelay(Duration.ZERO).untilAsserted(() -> audit.check(scene.run));
    assertThat(found()).as("what the product's own audit finds").isEmpty();
  }

  private List<Finding> found() throws InterruptedException {
    List<Finding> found = new ArrayList<>();
    if (scene.ledger.runs().find(scene.run).isEmpty()) return found;
    Audit.Audited audited = scene.ledger.audit().audit(scene.run, found::add);
    assertThat(audited.moving()).isZero();
    // a scene's workers begin no sessions
    found.removeIf(finding -> finding.sort() == Finding.Sort.HOLDER);
    return found;
  }
}
