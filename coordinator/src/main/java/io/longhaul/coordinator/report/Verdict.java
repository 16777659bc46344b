package io.longhaul.coordinator.report;

import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.Figures;
import io.longhaul.ledger.Counts;
import io.longhaul.ledger.RunState;
import io.longhaul.stack.LeftOut;
import io.longhaul.unit.Fate;
import io.longhaul.unit.UnitState;
import java.util.Locale;

/** In one word what a run has come to. */
public enum Verdict {
  COMPLETE(Exit.DONE),
  /** It is over, and units are left that need a person. */
  DEAD_LEFT(Exit.DEAD_LEFT),
  /** It is over, and a person accepted ranges that were never listed. */
  UNKNOWN_RANGES(Exit.DONE),
  /** It is over, without files of the source that no object stands for; its submitter agreed. */
  LEFT_OUT(Exit.DONE),
  /** As {@link #LEFT_OUT}, and nobody agreed: they came after it was submitted. */
  MISSED(Exit.DEAD_LEFT),
  OPEN(Exit.DONE),
  CANCELLED(Exit.DONE),
  /** The sums do not add up: a defect of ours, and nothing the report says can be trusted. */
  UNBALANCED(Exit.FAILED);

  private final int exit;

  Verdict(int exit) {
    this.exit = exit;
  }

  /** A copy that lacks something of its source's folder is never called complete. */
  public static Verdict of(RunState state, Counts counts, Omitted omitted) {
    Verdict verdict = of(state, counts);
    if (verdict != COMPLETE || omitted.most().isEmpty()) return verdict;
    return omitted.agreed() ? LEFT_OUT : MISSED;
  }

  static Verdict of(RunState state, Counts counts) {
    Equation equation = new Equation(counts.tally());
    return switch (state) {
      case OPEN, CANCELLING -> OPEN;
      case CANCELLED -> equation.balances() ? CANCELLED : UNBALANCED;
      case CLOSED -> {
        if (counts.open() != 0) yield OPEN; // reopened since its state was read
        if (!equation.closed()) yield UNBALANCED;
        if (counts.units(UnitState.DEAD) > 0) yield DEAD_LEFT;
        yield counts.tally().objects(Fate.UNKNOWN) > 0 ? UNKNOWN_RANGES : COMPLETE;
      }
    };
  }

  /** The exit status of a command that ends with it. */
  public int exit() {
    return exit;
  }

  /** The word for it in JSON: {@code dead-left}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For a person, with the numbers that matter. */
  public String sentence(Counts counts, Omitted omitted) {
    long unknown = counts.tally().objects(Fate.UNKNOWN);
    String ranges =
        unknown == 0
            ? ""
            : ", %s never listed: what they hold is unknown"
                .formatted(Figures.count(unknown, "range"));
    String files = Figures.count(omitted.most().map(LeftOut::all).orElse(0L), "file");
    return switch (this) {
      case COMPLETE -> "complete";
      case LEFT_OUT -> "over, %s of the source left out".formatted(files);
      case MISSED -> "over, but %s of the source not copied".formatted(files);
      case DEAD_LEFT ->
          "over, %s left%s"
              .formatted(Figures.count(counts.units(UnitState.DEAD), "dead unit"), ranges);
      case UNKNOWN_RANGES -> "over" + ranges;
      case OPEN -> "not over, %s open%s".formatted(Figures.count(counts.open(), "unit"), ranges);
      case CANCELLED -> "cancelled" + ranges;
      case UNBALANCED -> "the sums do not balance; please report it with this report";
    };
  }
}
