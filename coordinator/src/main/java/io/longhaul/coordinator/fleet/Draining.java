package io.longhaul.coordinator.fleet;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.fleet.Roster.Line;
import io.longhaul.ledger.Farewell;
import io.longhaul.stack.Stack;
import io.longhaul.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends members home: their workers are asked through the ledger to finish or hand back what they
 * hold, and none of them is ended before they have left. Asked again, it goes on.
 */
public final class Draining {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final Stack stack;
  private final Fleet fleet;

  public Draining(Stack stack, Fleet fleet) {
    this.stack = stack;
    this.fleet = fleet;
  }

  /** What became of one member, or would. */
  public record Sent(Line line, How how) {
    public enum How {
      /** Its workers are live, and were asked to leave. */
      ASKED,
      /** No worker is live on it, so it was ended, and one fewer is wanted if that left a gap. */
      ENDED,
      /** It went already. */
      GOING
    }
  }

  /** What would be done to these; empty: to all. It changes nothing. */
  public List<Sent> look(Set<String> members) throws InterruptedException {
    List<Sent> all = new ArrayList<>();
    for (Line line : chosen(members)) all.add(new Sent(line, how(line)));
    return List.copyOf(all);
  }

  private List<Line> chosen(Set<String> members) throws InterruptedException {
    List<Line> lines = Roster.of(stack, fleet.members()).lines();
    if (members.isEmpty()) return lines;
    Set<String> unknown = new HashSet<>(members);
    lines.forEach(line -> unknown.remove(line.member().id()));
    Optional<String> first = unknown.stream().sorted().findFirst();
    if (first.isPresent()) {
      throw CommandFailed.misused(
          "--instance %s: the fleet has none of that id; 'longhaul fleet ls' lists them"
              .formatted(first.get()));
    }
    return lines.stream().filter(line -> members.contains(line.member().id())).toList();
  }

  private static Sent.How how(Line line) {
    if (line.member().life() == Member.Life.ENDING) return Sent.How.GOING;
    return line.workers().isEmpty() ? Sent.How.ENDED : Sent.How.ASKED;
  }

  /**
   * Sends some home; the others stay, and one fewer is wanted for each that has gone and would
   * leave a gap. Each ends with its workers, whether or not anybody waits for it.
   *
   * @param members none of them is passed over
   * @throws CommandFailed if the group never has so few; then nothing was changed
   */
  public List<Sent> some(Set<String> members) throws InterruptedException {
    List<Sent> sent = look(members);
    Places places = Places.of(stack, fleet);
    places.check(sent);
    for (String idle : ids(sent, Sent.How.ENDED)) fleet.end(idle);
    fleet.protect(ids(sent, Sent.How.ASKED), true);
    places = Places.of(stack, fleet);
    for (Sent each : sent) {
      if (each.how() == Sent.How.ASKED) ask(each.line(), places.of(each.line()));
    }
    return sent;
  }

  /**
   * Sends all home. None is wanted any more, so that none is put in the place of who leaves; who
   * has live workers is protected until they have left.
   *
   * @throws CommandFailed if the group never has none; then nothing was changed
   */
  public List<Sent> all() throws InterruptedException {
    Group.mayBeEmpty(fleet);
    List<Sent> sent = look(Set.of());
    fleet.protect(ids(sent, Sent.How.ASKED), true);
    fleet.protect(ids(sent, Sent.How.ENDED), false);
    fleet.want(0);
    for (Sent each : sent) if (each.how() == Sent.How.ASKED) ask(each.line(), Farewell.AS_MANY);
    return sent;
  }

  private static List<String> ids(List<Sent> sent, Sent.How how) {
    return sent.stream()
        .filter(each -> each.how() == how)
        .map(each -> each.line().member().id())
        .toList();
  }

  private void ask(Line line, Farewell wish) {
    for (AtWork worker : line.workers()) {
      stack.ledger().sessions().askToLeave(worker.session().worker(), wish);
    }
  }

  /**
   * Waits until all that were asked are gone or going, within the deadline, and ends those whose
   * workers are gone without having done so: a worker does that while its session lives.
   *
   * @return those that still have live workers
   */
  public List<Line> await(List<Sent> sent, Deadline deadline) throws InterruptedException {
    Set<String> asked = new HashSet<>(ids(sent, Sent.How.ASKED));
    while (true) {
      List<Line> left = new ArrayList<>();
      for (Line line : Roster.of(stack, fleet.members()).lines()) {
        if (!asked.contains(line.member().id())) continue;
        switch (how(line)) {
          case ASKED -> left.add(line);
          case ENDED -> fleet.end(line.member().id());
          case GOING -> {}
        }
      }
      if (left.isEmpty() || deadline.passed()) return left;
      // one that began a session after it was looked at has not heard of it
      List<Line> unasked = left.stream().filter(line -> !line.wished()).toList();
      if (!unasked.isEmpty()) {
        Places places = Places.of(stack, fleet);
        unasked.forEach(line -> ask(line, places.of(line)));
      }
      stack.time().sleep(BETWEEN_LOOKS);
    }
  }
}
