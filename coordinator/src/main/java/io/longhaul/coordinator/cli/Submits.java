package io.longhaul.coordinator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.submit.Enumeration.End;
import io.longhaul.coordinator.submit.Submission;
import io.longhaul.ledger.Run;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitState;
import java.util.Locale;
import java.util.Optional;

/**
 * Submits a run in one of the ways that a command may, and says what came of it and what is next.
 *
 * @param json whether results are printed as JSON
 */
record Submits(Surroundings surroundings, Hints hints, Stack stack, RunName run, boolean json) {

  /** Looks only. */
  int looked(Submission submission) throws InterruptedException {
    Optional<Run> there = submission.look();
    print(
        there.isPresent() ? "would-resume" : "would-register",
        there
            .map(found ->
                "run %s is there (%s): submitting would go on with it".formatted(run, word(found)))
            .orElse("run %s is not there yet: submitting would register it".formatted(run)));
    return Exit.DONE;
  }

  /** Leaves the cutting to the workers. */
  int detached(Submission submission) throws InterruptedException {
    if (registered(submission)) Nobody.sayOf(surroundings, hints, stack, run);
    return Exit.DONE;
  }

  /** Registers it for the workers to cut up; whether there is anything left to do. */
  boolean registered(Submission submission) throws InterruptedException {
    Optional<Run> there = submission.detached();
    if (there.filter(found -> found.state().over()).isPresent()) {
      over(there.get());
      return false;
    }
    print(
        there.isPresent() ? "resumed" : "registered",
        there
                .map(found -> "run %s was there already (%s)".formatted(run, word(found)))
                .orElse("run %s is registered; the workers cut it up".formatted(run))
            + "; '%s' follows it".formatted(hints.command("watch", run)));
    return true;
  }

  /** Cuts it up here. */
  int enumerated(Submission submission) throws InterruptedException {
    try (Submission.Begun begun = submission.begin()) {
      boolean resumed = begun.there().isPresent();
      if (begun.there().filter(found -> found.state().over()).isPresent()) {
        return over(begun.there().get());
      }
      End end;
      try {
        end = begun.enumerate();
      } catch (InterruptedException e) {
        surroundings.say("interrupted; what is left was handed back, run it again to go on");
        throw e;
      }
      return ended(end, resumed);
    }
  }

  private int ended(End end, boolean resumed) {
    return switch (end) {
      case End.Complete complete -> {
        long units = units();
        print(
            resumed ? "resumed" : "registered",
            "run %s: %s registered%s; '%s' follows it"
                .formatted(
                    run,
                    Figures.count(units, "unit"),
                    resumed ? " in all" : "",
                    hints.command("watch", run)));
        Nobody.sayOf(surroundings, hints, stack, run);
        yield Exit.DONE;
      }
      case End.Held held ->
          throw CommandFailed.failed(
              ("run '%s' is being cut up by %s on %s; if that is gone, a worker or"
                      + " 'longhaul watch %s' takes it back within a session, %d s")
                  .formatted(
                      run,
                      held.by(),
                      held.host(),
                      run,
                      stack.settings().sessions().length().toSeconds()));
      case End.Moved moved ->
          throw CommandFailed.failed(
              "run '%s': %s; run it again to go on".formatted(run, moved.why()));
      case End.Closed closed ->
          throw CommandFailed.failed(
              "run '%s': %s; 'longhaul status %s' shows it".formatted(run, closed.how(), run));
    };
  }

  /** Says that there is nothing left to do. */
  int over(Run over) {
    print("over", "run %s is over (%s): nothing is left to do".formatted(run, word(over)));
    return Exit.DONE;
  }

  private long units() {
    var counts = stack.ledger().runs().counts(run);
    return counts.units() - counts.units(UnitState.SPLIT);
  }

  static String word(Run run) {
    return run.state().name().toLowerCase(Locale.ROOT);
  }

  private void print(String outcome, String line) {
    if (!json) {
      surroundings.print(line);
      return;
    }
    surroundings.print(
        new ObjectMapper()
            .createObjectNode()
            .put("run", run.value())
            .put("outcome", outcome)
            .toString());
  }
}
