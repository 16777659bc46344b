package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.Unreadable;
import io.longhaul.coordinator.report.RunReport;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitState;
import java.util.Optional;

/** What is said when a run is over and something is left to do. */
final class Ends {
  private Ends() {}

  static void sayWhereToLook(Surroundings surroundings, Hints hints, RunReport report) {
    long dead = report.counts().units(UnitState.DEAD);
    if (dead == 0) return;
    surroundings.say(
        "%s left; '%s' says why, and what to do"
            .formatted(
                Figures.count(dead, "dead unit"), hints.command("dead", report.run().name())));
  }

  /** The exit status of a command that may have passed over rows, which is said. */
  static int exit(Hints hints, RunName run, Unreadable bad, int otherwise) {
    return bad.exit(hints.command("reconcile", run, "--audit"), otherwise);
  }

  /**
   * @param notices that were taken out of the dead-letter queue; empty: it could not be read
   */
  static void sayNotices(Surroundings surroundings, Optional<Integer> notices) {
    if (notices.isEmpty()) {
      surroundings.say(
          "the dead-letter queue could not be read: notices of these units may be left in it,"
              + " which changes nothing; the same command takes them out");
    } else if (notices.get() > 0) {
      surroundings.say(
          "%s taken out of the dead-letter queue"
              .formatted(Figures.count(notices.get(), "notice")));
    }
  }
}
