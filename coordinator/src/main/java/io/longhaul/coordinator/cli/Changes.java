package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.grant.Change;
import java.util.List;

/** Shows what would change in policies, as a diff of their statements. */
final class Changes {
  private Changes() {}

  static void print(Surroundings surroundings, List<Change> changes) {
    for (Change change : changes) {
      surroundings.print("dry run: " + change.sentence());
      if (change.isNone()) continue;
      change.taken().forEach(statement -> surroundings.print("- " + statement));
      change.added().forEach(statement -> surroundings.print("+ " + statement));
    }
  }
}
