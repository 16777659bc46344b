package io.longhaul.coordinator.dead;

import io.longhaul.coordinator.PayloadText;
import io.longhaul.ledger.UnitRow;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Payload;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.Optional;

/** A dead unit as its row said when it was looked at. */
public record Found(UnitRow row, Payload payload) {
  public UnitRef ref() {
    return row.ref();
  }

  public UnitId id() {
    return row.ref().unit();
  }

  public FailureClass failure() {
    return row.failure().orElse(FailureClass.DEFECT);
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

  /** The session that held it when it died. */
  public Optional<WorkerId> worker() {
    return row.worker();
  }

  public Instant died() {
    return row.settled();
  }

  /** Whether nobody knows how many objects it stands for. */
  public boolean unlisted() {
    return row.tally().objects(Fate.UNKNOWN) > 0;
  }

  public long objects() {
    return row.tally().objects(Fate.DEAD);
  }

  public long bytes() {
    return row.tally().bytes(Fate.DEAD);
  }
}
