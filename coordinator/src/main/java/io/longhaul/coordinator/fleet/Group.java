package io.longhaul.coordinator.fleet;

import io.longhaul.coordinator.CommandFailed;
import java.util.List;
import java.util.Optional;

/**
 * How a fleet's group stands.
 *
 * @param min the fewest that it can be told to want
 * @param max the most
 * @param wanted how many are wanted now
 * @param types what a new member may be, in the group's order; empty: not known, or it has none
 */
public record Group(String name, int min, int max, int wanted, List<String> types) {
  public Group {
    if (name.isBlank()) throw new IllegalArgumentException("group: it has no name");
    if (min < 0 || max < min) {
      throw new IllegalArgumentException(
          "group %s: its bounds are %d to %d".formatted(name, min, max));
    }
    types = List.copyOf(types);
  }

  /** Whether it can be told to want so many. */
  public boolean takes(int workers) {
    return workers >= min && workers <= max;
  }

  /** Makes sure, before anything is changed, that a fleet can be told to want none. */
  static void mayBeEmpty(Fleet fleet) throws InterruptedException {
    Optional<Group> group = fleet.group();
    if (group.isPresent() && !group.get().takes(0)) {
      throw CommandFailed.misused(group.get().refusal(0));
    }
  }

  /** Why it cannot, in a line that says what to do. */
  public String refusal(int workers) {
    return "group %s takes %d to %d workers, not %d; 'longhaul infra deploy' changes its bounds"
        .formatted(name, min, max, workers);
  }
}
