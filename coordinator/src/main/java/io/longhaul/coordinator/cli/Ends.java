package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.report.RunReport;
import io.longhaul.unit.UnitState;

/** What is said when a run is over and something is left to do. */
final class Ends {
  private Ends() {}

  static void sayWhereToLook(Surroundings surroundings, Hints hints, RunReport report) {
    long dead = report.counts().units(UnitState.DEAD);
    if (dead == 0) return;
    surroundings.say(
        "%s left; '%s' lists them with their reasons"
            .formatted(
                Figures.count(dead, "dead unit"),
                hints.command("report", report.run().name(), "--out DIR")));
  }
}
