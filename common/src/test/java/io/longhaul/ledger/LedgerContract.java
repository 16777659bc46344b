package io.longhaul.ledger;

import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the ledger must do, on every engine: docs/state.md row by row. After each test the rows are
 * recounted against counters, index, stages and run.
 */
public abstract class LedgerContract
    implements SubmitContract,
        ClaimContract,
        HandBackContract,
        SettleContract,
        SplitContract,
        PayloadContract,
        StageContract,
        ReclaimContract,
        CancelContract,
        RedriveContract,
        OpenUnitsContract,
        SessionContract,
        LedgerRaceContract {
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
    await().untilAsserted(() -> audit.check(scene.run));
  }
}
