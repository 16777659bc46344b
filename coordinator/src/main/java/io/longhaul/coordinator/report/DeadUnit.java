package io.longhaul.coordinator.report;

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
    return switch (payload) {
      case Payload.Root root -> "the job from its cut " + root.from() + " on";
      case Payload.Range range ->
          "keys '%s'… after '%s' until %s"
              .formatted(
                  range.prefix(),
                  range.after(),
                  range.until() == null ? "the end" : "'" + range.until() + "'");
      case Payload.Keys keys ->
          keys.objects().size() == 1
              ? "key '%s'".formatted(keys.objects().getFirst().key())
              : "%d keys from '%s' on"
                  .formatted(keys.objects().size(), keys.objects().getFirst().key());
      case Payload.Items items ->
          "%d items from '%s' on".formatted(items.ids().size(), items.ids().getFirst());
    };
  }
}
