package io.longhaul.coordinator.fleet;

import io.longhaul.coordinator.Figures;
import io.longhaul.stack.Stack;
import io.longhaul.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Leaves no machine in a group that is about to go: in good order within a time, then at once. */
public final class Clearing {
  /**
   * With nothing to do a worker leaves at its next renewal; a dead one's session lapses by then.
   */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final Stack stack;
  private final Fleet fleet;
  private final Consumer<String> said;

  /**
   * @param said is told what is under way
   */
  public Clearing(Stack stack, Fleet fleet, Consumer<String> said) {
    this.stack = stack;
    this.fleet = fleet;
    this.said = said;
  }

  /**
   * Clears it, and ends first that it is sized by itself; a group that never has none is left to
   * whoever deletes it.
   */
  public void clear() throws InterruptedException {
    if (new SizingDesk(stack).end().isPresent()) {
      said.accept("the fleet is not sized by itself any more");
    }
    Optional<Group> group = fleet.group();
    if (group.isEmpty() || !group.get().takes(0)) return;
    Draining draining = new Draining(stack, fleet);
    List<Draining.Sent> sent = draining.all();
    if (sent.isEmpty()) return;
    said.accept(
        "%s sent home: none is wanted any more".formatted(Figures.count(sent.size(), "machine")));
    List<Roster.Line> left = draining.await(sent, Deadline.in(stack.time(), LONGEST));
    if (!left.isEmpty()) {
      said.accept(
          "%s after %d minutes, and %s ended"
              .formatted(
                  left.size() == 1 ? "1 machine still works" : left.size() + " machines still work",
                  LONGEST.toMinutes(),
                  left.size() == 1 ? "is" : "are"));
    }
    new Termination(fleet).all();
  }
}
