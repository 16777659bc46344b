package io.longhaul.ledger;

import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Tally;
import java.util.List;
import java.util.Optional;

/** How a claim closes its unit. */
public sealed interface Settlement {
  Claim claim();

  record Done(Claim claim, Tally tally) implements Settlement {}

  /**
   * @param minVersion of the children's kind
   */
  record Split(
      Claim claim, Tally tally, List<NewUnit> children, Optional<NewUnit> next, int minVersion)
      implements Settlement {
    /** The most children of one split, so that its transaction keeps within the table's limit. */
    public static final int MOST_CHILDREN = 90;

    public Split {
      children = List.copyOf(children);
      if (children.isEmpty() || children.size() > MOST_CHILDREN) {
        throw new IllegalArgumentException(
            "split of %s: %d children, 1 to %d"
                .formatted(claim.ref(), children.size(), MOST_CHILDREN));
      }
    }
  }

  record Dead(Claim claim, FailureClass failure, String why) implements Settlement {}

  /** Given up because its run is cancelled; {@code tally} is what was done before. */
  record Cancelled(Claim claim, Tally tally) implements Settlement {}
}
