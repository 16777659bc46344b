package io.longhaul.coordinator.dead;

import io.longhaul.coordinator.PayloadText;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.ledger.UnitRow;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import io.longhaul.verify.BytesSoFar;
import io.longhaul.verify.Difference;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A dead unit as its row said when it was looked at: all of it can be read.
 *
 * @param worker the session that held it when it died
 */
public record Found(
    UnitRow row, Payload payload, FailureClass failure, Optional<WorkerId> worker, Tally tally) {
  public Found {
    differences(row, payload); // or it cannot be read
  }

  public Found(UnitRow row, Payload payload) {
    this(row, payload, row.failure().orElse(FailureClass.DEFECT), row.worker(), row.tally());
  }

  /** What a verify found of its objects, by key; nothing of those that it had not compared yet. */
  public Map<String, Difference> differences() {
    return differences(row, payload);
  }

  private static Map<String, Difference> differences(UnitRow row, Payload payload) {
    Map<String, Difference> differences = new LinkedHashMap<>();
    if (row.kind().equals(S3VerifyJob.KIND) && payload instanceof Payload.Keys keys) {
      for (Payload.Listed object : keys.objects()) {
        String note = object.note();
        if (note != null && BytesSoFar.read(note).isEmpty())
          differences.put(object.key(), Difference.read(note));
      }
    }
    return differences;
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
