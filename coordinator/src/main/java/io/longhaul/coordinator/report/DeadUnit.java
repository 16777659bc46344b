package io.longhaul.coordinator.report;

import io.longhaul.coordinator.PayloadText;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;

/** A unit that needs a person. */
public record DeadUnit(
    UnitId id, Tier tier, FailureClass failure, String why, Payload payload, Tally tally) {

  /** Whether nobody knows how many objects it stands for. */
  public boolean unlisted() {
    return tally.objects(Fate.UNKNOWN) > 0;
  }

  /** What it is about, in words and keys from outside. */
  public String about() {
    return PayloadText.of(payload);
  }
}
