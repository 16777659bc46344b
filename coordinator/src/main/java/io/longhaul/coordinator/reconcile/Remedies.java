package io.longhaul.coordinator.reconcile;

import io.longhaul.ledger.Finding;
import io.longhaul.unit.RunName;

/** What a disagreement in the ledger means, and what to do about it, in words for a person. */
final class Remedies {
  private static final String AGAIN =
      "submit the job under another name, what is equal is not copied again";

  private Remedies() {}

  static String means(Finding.Sort sort) {
    return switch (sort) {
      case ROW -> "sweeps and workers pass it over, so the unit does not end";
      case WORD -> "sweeps look for the unit by that word and do not find it as it is";
      case HOLDER -> "nobody works on it until it is taken back";
      case PAYLOAD -> "nobody can do it, nor say what it was about";
      case CHILD -> "what it was to do is lost to this run";
      case BALANCE -> "objects were lost, or counted twice";
      case NEXT -> "what is to follow does not begin, or began too early";
      case COUNTERS -> "the run ends too early or never, and its report is wrong by that";
      case MARK -> "work may go on behind the cancel, or the cancel does not end";
      case RUN -> "it was called over too early, and nobody sweeps it any more";
    };
  }

  /** With commands to be spelled. */
  static String todo(Finding.Sort sort, RunName run) {
    return switch (sort) {
      case ROW, WORD -> "put it right as docs/state.md#2-rows says, or " + AGAIN;
      case HOLDER ->
          "'longhaul watch %s' or any worker does so; ask again in a minute".formatted(run);
      case PAYLOAD, CHILD -> "restore the row from a backup, or " + AGAIN;
      case BALANCE -> "report it with the unit's row; " + AGAIN;
      case NEXT, COUNTERS, RUN ->
          "was a row restored or changed by hand? if not, report it; " + AGAIN;
      case MARK -> "'longhaul cancel %s' marks the run again".formatted(run);
    };
  }
}
