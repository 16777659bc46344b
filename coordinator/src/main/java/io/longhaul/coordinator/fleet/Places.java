package io.longhaul.coordinator.fleet;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.fleet.Draining.Sent;
import io.longhaul.coordinator.fleet.Roster.Line;
import io.longhaul.ledger.Farewell;
import io.longhaul.stack.Stack;
import java.util.List;
import java.util.Optional;

/**
 * The places of a group's members, when some of them leave: which of them would be filled again, so
 * that one fewer is to be wanted, and which are too many already.
 */
final class Places {
  private final Optional<Group> group;

  /** When all have left whom an earlier wish was said to. */
  private final int wanted;

  private int tooMany;

  private Places(Optional<Group> group, int wanted, int tooMany) {
    this.group = group;
    this.wanted = wanted;
    this.tooMany = tooMany;
  }

  /** As it is now, counting those out who leave by an earlier wish. */
  static Places of(Stack stack, Fleet fleet) throws InterruptedException {
    Optional<Group> group = fleet.group();
    List<Line> staying =
        Roster.of(stack, fleet.members()).lines().stream()
            .filter(line -> line.member().life() != Member.Life.ENDING)
            .toList();
    int wanted = group.map(Group::wanted).orElse(0);
    return new Places(
        group,
        wanted - count(staying, Farewell.ONE_FEWER),
        staying.size() - count(staying, Farewell.AS_MANY) - wanted);
  }

  private static int count(List<Line> lines, Farewell wish) {
    return (int) lines.stream().filter(line -> line.wish().equals(Optional.of(wish))).count();
  }

  /**
   * Makes sure, before anything is changed, that these may go.
   *
   * @throws CommandFailed if the group never has so few
   */
  void check(List<Sent> sent) {
    if (group.isEmpty()) return;
    int go =
        (int)
            sent.stream()
                .filter(each -> each.how() != Sent.How.GOING && each.line().wish().isEmpty())
                .count();
    int left = wanted - Math.max(0, go - Math.max(0, tooMany));
    if (left >= wanted || left >= group.get().min()) return;
    throw CommandFailed.misused(group.get().refusal(Math.max(0, left)));
  }

  /** What to wish of a member's workers; an earlier wish stands. */
  Farewell of(Line line) {
    if (line.wish().isPresent()) return line.wish().get();
    return tooMany-- > 0 ? Farewell.AS_MANY : Farewell.ONE_FEWER;
  }
}
