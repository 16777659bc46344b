package io.longhaul.coordinator.report;

import io.longhaul.coordinator.Figures;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import java.util.List;
import java.util.StringJoiner;

/**
 * What was listed against what became of it: {@code 10,000 listed = 9,990 copied + 10 equal}.
 *
 * <p>Objects that one unit handed to another are on both sides and cancel out; those that are
 * between units now are shown as such.
 */
public record Equation(Tally tally) {
  private static final List<Fate> ENDS =
      List.of(
          Fate.COPIED,
          Fate.EQUAL,
          Fate.FILTERED,
          Fate.SKIPPED,
          Fate.GONE,
          Fate.DEAD,
          Fate.CANCELLED);

  /** Objects handed on and not yet accounted for by who received them. */
  public long between() {
    return tally.objects(Fate.FORWARDED) - tally.objects(Fate.RECEIVED);
  }

  /** Whether every listed object has met one fate, and nothing is on its way. */
  public boolean closed() {
    return balances() && between() == 0;
  }

  public boolean balances() {
    return tally.imbalance() == 0 && tally.imbalanceInBytes() == 0;
  }

  public String text() {
    StringJoiner right = new StringJoiner(" + ");
    for (Fate fate : ENDS) {
      long objects = tally.objects(fate);
      if (objects != 0) right.add(Figures.count(objects) + " " + fate.word());
    }
    if (between() != 0) right.add(Figures.count(between()) + " handed on and not settled yet");
    long off = tally.imbalance();
    String sides =
        Figures.count(tally.objects(Fate.LISTED))
            + " listed = "
            + (right.length() == 0 ? "0" : right.toString());
    if (balances()) return sides;
    return sides
        + "   DOES NOT BALANCE: off by %s, %s"
            .formatted(Figures.count(off, "object"), Figures.bytes(tally.imbalanceInBytes()));
  }
}
