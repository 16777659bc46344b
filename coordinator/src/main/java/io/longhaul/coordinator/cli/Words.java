package io.longhaul.coordinator.cli;

import static java.util.stream.Collectors.toSet;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.SessionIds;
import io.longhaul.job.Job;
import io.longhaul.kind.Kind;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.UnitRow;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import java.util.List;
import java.util.Set;

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

  /** Who says it, for others who wonder. */
  static String who(Surroundings surroundings) {
    String user = surroundings.place().environment().getOrDefault("USER", "somebody");
    return user + " on " + SessionIds.host();
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

  /**
   * Refuses ids that no unit of the run has: they would pass in silence for units that are not
   * dead.
   */
  static void unitsThere(Stack stack, RunName run, List<UnitId> units) {
    for (int from = 0; from < units.size(); from += Table.MOST_READS) {
      List<UnitRef> refs =
          units.subList(from, Math.min(units.size(), from + Table.MOST_READS)).stream()
              .map(unit -> new UnitRef(run, unit))
              .toList();
      Set<UnitRef> there =
          stack.ledger().units().find(refs).stream().map(UnitRow::ref).collect(toSet());
      for (UnitRef ref : refs) {
        if (there.contains(ref)) continue;
        throw CommandFailed.misused(
            "--unit '%s': run '%s' has none of that id; 'longhaul units %s' lists them"
                .formatted(ref.unit(), run, run));
      }
    }
  }

  static Kind kind(Surroundings surroundings, Job job) {
    try {
      return surroundings.kinds().apply(job.kind());
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(e);
    }
  }
}
