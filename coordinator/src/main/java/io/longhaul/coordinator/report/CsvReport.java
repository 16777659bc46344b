package io.longhaul.coordinator.report;

import io.longhaul.coordinator.CsvRow;
import io.longhaul.coordinator.LeftOutText;
import io.longhaul.ledger.Counts;
import io.longhaul.stack.LeftOut;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitState;
import java.util.Locale;

/**
 * A run's report for a spreadsheet: a row for each fate in each tier, for each state of units, for
 * each dead unit; an empty cell is what is not known.
 */
public final class CsvReport {
  private final RunReport report;

  public CsvReport(RunReport report) {
    this.report = report;
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    row(text, "record", "name", "tier", "units", "objects", "bytes", "unit", "about", "why");
    Counts counts = report.counts();
    for (Tier tier : Tier.values()) {
      Tally tally = counts.tallies().getOrDefault(tier, Tally.NONE);
      for (Fate fate : Fate.values()) {
        boolean apart = fate == Fate.UNKNOWN || fate.isBeside() && fate != Fate.TIMED;
        if (apart || tally.objects(fate) == 0) continue;
        row(
            text,
            "fate",
            fate == Fate.TIMED ? "equal-by-" + sign() : fate.word(),
            word(tier),
            "",
            Long.toString(tally.objects(fate)),
            Long.toString(tally.bytes(fate)),
            "",
            "",
            "");
      }
      long unknown = tally.objects(Fate.UNKNOWN);
      if (unknown != 0) {
        row(text, "unknown-ranges", "", word(tier), Long.toString(unknown), "", "", "", "", "");
      }
    }
    report.fidelity().ifPresent(fidelity -> fidelity(text, fidelity));
    row(text, "units", "open", "", Long.toString(counts.open()), "", "", "", "", "");
    for (UnitState state : UnitState.values()) {
      if (state.open()) continue;
      String units = Long.toString(counts.units(state));
      row(text, "units", state.name().toLowerCase(Locale.ROOT), "", units, "", "", "", "", "");
    }
    row(text, "units", "reclaimed", "", Long.toString(counts.reclaimed()), "", "", "", "", "");
    report.omitted().most().ifPresent(left -> omitted(text, left));
    for (DeadUnit unit : report.dead()) dead(text, unit);
    return text.toString();
  }

  /** One row for each count that is not 0. */
  private static void fidelity(StringBuilder text, Fidelity fidelity) {
    for (Fidelity.Line line : fidelity.lines()) {
      fidelity(text, line.attribute(), "kept", line.kept());
      fidelity(text, line.attribute(), "changed", line.changed());
      fidelity(text, line.attribute(), "unreadable", line.unreadable());
      fidelity(text, line.attribute(), "not-compared", line.notCompared());
    }
  }

  private static void fidelity(StringBuilder text, String attribute, String how, long objects) {
    if (objects == 0) return;
    row(text, "fidelity", attribute, "", "", Long.toString(objects), "", "", how, "");
  }

  private String sign() {
    return report.equalBy().sign().name().toLowerCase(Locale.ROOT);
  }

  private static void omitted(StringBuilder text, LeftOut left) {
    String example = left.examples().isEmpty() ? "" : left.examples().getFirst();
    String files = Long.toString(left.all());
    row(text, "left-out", "", "", "", files, "", "", example, LeftOutText.counted(left));
  }

  private static void dead(StringBuilder text, DeadUnit unit) {
    boolean unlisted = unit.unlisted();
    row(
        text,
        "dead-unit",
        unit.failure().word(),
        word(unit.tier()),
        "1",
        unlisted ? "" : Long.toString(unit.tally().objects(Fate.DEAD)),
        unlisted ? "" : Long.toString(unit.tally().bytes(Fate.DEAD)),
        unit.id().value(),
        unit.about(),
        unit.why());
  }

  private static String word(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }

  private static void row(StringBuilder text, String... cells) {
    text.append(CsvRow.of(cells));
  }
}
