package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.Unreadable;
import io.longhaul.coordinator.report.RunReport;
import io.longhaul.ledger.Grant;
import io.longhaul.ledger.Run;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitState;
import java.time.Instant;
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

  /** Says that a run which is over still may do what it was granted, and how that ends. */
  static void sayGrant(Surroundings surroundings, Hints hints, Stack stack, Run run) {
    if (!run.state().over()) return;
    stack
        .ledger()
        .grants()
        .find(run.name())
        .ifPresent(grant -> surroundings.say(line(hints, grant, stack.time().now())));
  }

  /** Of the grant of a run that is over. */
  static String line(Hints hints, Grant grant, Instant now) {
    return "%s; '%s' takes it back"
        .formatted(
            grant.inForce(now)
                ? "run %s is over, and what it was granted is in force until %s"
                    .formatted(grant.run(), grant.until())
                : "what run %s was granted has expired, and its statements are still there"
                    .formatted(grant.run()),
            hints.command("infra revoke", grant.run()));
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
