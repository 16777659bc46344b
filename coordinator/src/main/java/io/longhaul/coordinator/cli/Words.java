package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.Job;
import io.longhaul.kind.Kind;
import io.longhaul.ledger.Run;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;

/** Arguments as values, or a line that says what to write. */
final class Words {
  private Words() {}

  static RunName run(String name) {
    try {
      return new RunName(name);
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(e);
    }
  }

  /** The run of that name. */
  static Run there(Stack stack, RunName name) {
    return stack
        .ledger()
        .runs()
        .find(name)
        .orElseThrow(() ->
            CommandFailed.misused(
                "there is no run '%s'; 'longhaul status' lists them".formatted(name)));
  }

  static Kind kind(Surroundings surroundings, Job job) {
    try {
      return surroundings.kinds().apply(job.kind());
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(e);
    }
  }
}
