package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.fleet.Fleet;
import io.longhaul.coordinator.fleet.Group;
import io.longhaul.coordinator.fleet.SizingDesk;
import io.longhaul.coordinator.fleet.SizingText;
import io.longhaul.ledger.Sizing;
import io.longhaul.stack.Stack;
import java.util.Optional;

/** That none is wanted any more holds only if the fleet is not sized by itself any more. */
final class SizedByItself {
  private SizedByItself() {}

  static void would(Surroundings surroundings, Stack stack) {
    say(surroundings, new SizingDesk(stack).standing(), "would be");
  }

  /** Ends it, unless the group never has none: then nothing is to be changed. */
  static void end(Surroundings surroundings, Stack stack, Fleet fleet) throws InterruptedException {
    Optional<Group> group = fleet.group();
    if (group.isPresent() && !group.get().takes(0)) return;
    say(surroundings, new SizingDesk(stack).end(), "is");
  }

  /** Who sends one machine home should know that this changes nothing about how many there are. */
  static void sayStands(Surroundings surroundings, Stack stack, Hints hints) {
    if (new SizingDesk(stack).standing().isEmpty()) return;
    surroundings.say(
        "the fleet is sized by itself, so another may come in its place; '%s' ends that"
            .formatted(hints.command("fleet scale N")));
  }

  /** One line of what stood, if anything did. */
  static void say(Surroundings surroundings, Optional<Sizing> stood, String is) {
    stood.ifPresent(before ->
        surroundings.print(
            "%s over: sized by itself, %s; %s"
                .formatted(is, SizingText.wish(before.wish()), SizingText.whose(before.wish()))));
  }
}
