package io.longhaul.coordinator.dead;

import io.longhaul.coordinator.PayloadText;
import io.longhaul.ledger.UnitRow;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.Optional;

/**
 * A dead unit as its row said when it was looked at: all of it can be read.
 *
 * @param worker the session that held it when it died
 */
public record Found(
    UnitRow row, Payload payload, FailureClass failure, Optional<WorkerId> worker, Tally tally) {
  public Found(UnitRow row, Payload payload) {
    this(row, payload, row.failure().orElse(FailureClass.DEFECT), row.worker(), row.tally());
  }

  public UnitRef ref() {
    return row.ref();
  }

  public UnitId id() {
    return row.ref().unit();
  }

  public String why() {
    return row.why();
  }

  public Reason reason() {
    return Reason.of(row.why(), payload);
  }

  public String about() {
    return PayloadText.of(payload);
  }

  public Instant died() {
    return row.settled();
  }

  /** Whether nobody knows how many objects it stands for. */
  public boolean unlisted() {
    return tally.objects(Fate.UNKNOWN) > 0;
  }

  public long objects() {
    return tally.objects(Fate.DEAD);
  }

  public long bytes() {
    return tally.bytes(Fate.DEAD);
  }
}
