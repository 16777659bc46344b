package io.longhaul.coordinator.reconcile;

import io.longhaul.claim.Sweeper.Swept;
import io.longhaul.coordinator.Figures;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/** What a sweep did, would do, or could not do, for a person. */
public final class SweptText {
  private SweptText() {}

  /**
   * {@code run orders: 2 units taken back, 3 messages sent}; what it found nothing of is left out.
   */
  public static String done(Swept swept, long lostNotices, Standing after) {
    StringJoiner did = new StringJoiner(", ");
    did.setEmptyValue("nothing was to be done");
    say(did, swept.reclaimed(), "unit", " taken back from lost sessions");
    say(did, swept.killed(), "unit", " dead after three lost sessions in a row");
    say(did, swept.sent(), "message", " sent");
    say(did, swept.opened(), "stage", " closed and followed");
    say(did, swept.cancelled(), "unit", " cancelled");
    say(did, swept.noticed(), "dead unit", " announced");
    if (lostNotices > 0) did.add("the dead-letter queue had lost its notices");
    if (swept.closed() > 0) did.add("the run is over");
    return "run %s: %s%s".formatted(after.run().name(), did, left(after));
  }

  /** What a sweep would find, as far as one can tell without sweeping. */
  public static String preview(Standing standing) {
    StringJoiner would = new StringJoiner(", ");
    would.setEmptyValue("nothing");
    say(would, standing.lost(), "unit", " to take back from lost sessions");
    say(would, standing.due(), "message", " to send");
    say(would, standing.done(), "stage", " to close and follow");
    say(would, standing.unnoticed(), "dead unit", " to announce");
    if (standing.open() == 0 && !standing.run().state().over()) would.add("the run to call over");
    return "run %s: a sweep would find %s%s"
        .formatted(standing.run().name(), would, left(standing));
  }

  /** {@code ; 12 units open, 3 of them in hand}. */
  private static String left(Standing standing) {
    if (standing.open() == 0) return "";
    return "; %s open, %s of them in hand"
        .formatted(Figures.count(standing.open(), "unit"), Figures.count(standing.held()));
  }

  private static void say(StringJoiner all, long number, String one, String what) {
    if (number > 0) all.add(Figures.count(number, one) + what);
  }

  /** Why units of sessions that are overdue were left; empty: there are none. */
  public static String overdue(Standing standing, UnaryOperator<String> spelled) {
    if (standing.overdue() == 0) return "";
    return spelled.apply(
        "%s held by sessions that should have been renewed: whoever sweeps once cannot tell a lost"
                .formatted(
                    Figures.count(standing.overdue(), "unit")
                        + (standing.overdue() == 1 ? " is" : " are"))
            + " one from an outage; 'longhaul watch %s' or any worker takes them back"
                .formatted(standing.run().name()));
  }
}
