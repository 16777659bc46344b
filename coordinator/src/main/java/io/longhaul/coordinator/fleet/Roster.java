package io.longhaul.coordinator.fleet;

import static java.util.stream.Collectors.groupingBy;

import io.longhaul.coordinator.SessionIds;
import io.longhaul.ledger.Farewell;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.OpenUnits.Running;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.Session;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is there and what each does: the group's members, joined with the ledger's sessions by what
 * these name as their host.
 *
 * @param lines the members, in the fleet's order
 * @param apart live workers that are on no member, such as a laptop's
 * @param whole false: a run has more units in hand than were read, so the numbers are too low
 */
public record Roster(List<Line> lines, List<AtWork> apart, boolean whole) {
  /** A run's units in hand are slots of live workers: this many is a fleet of hundreds. */
  private static final int MOST_UNITS = 20_000;

  public Roster {
    lines = List.copyOf(lines);
    apart = List.copyOf(apart);
  }

  /** A member with the live sessions of its workers: none while it starts, or when it has left. */
  public record Line(Member member, List<AtWork> workers) {
    public Line {
      workers = List.copyOf(workers);
    }

    public int units() {
      return workers.stream().mapToInt(AtWork::units).sum();
    }

    /** Units that its workers settled. */
    public long done() {
      return workers.stream().mapToLong(worker -> worker.session().done()).sum();
    }

    /** Units a minute of its workers together. */
    public double perMinute() {
      return workers.stream().mapToDouble(worker -> worker.session().perMinute()).sum();
    }

    /** Whether workers are there, and all of them leave. */
    public boolean draining() {
      return !workers.isEmpty() && workers.stream().allMatch(worker -> worker.session().leave());
    }

    /** Whether workers are there, and all of them were asked to leave. */
    boolean wished() {
      return !workers.isEmpty()
          && workers.stream().allMatch(worker -> worker.session().wish().isPresent());
    }

    /** What was wished of the first of them of whom something was. */
    Optional<Farewell> wish() {
      return workers.stream()
          .map(worker -> worker.session().wish())
          .flatMap(Optional::stream)
          .findFirst();
    }
  }

  public static Roster of(Stack stack, List<Member> members) {
    Ledger ledger = stack.ledger();
    Map<WorkerId, Map<RunName, List<UnitId>>> held = new HashMap<>();
    boolean whole = true;
    for (Run run : ledger.runs().all()) {
      if (run.state().over()) continue;
      List<Running> units = ledger.open().running(run.name(), MOST_UNITS);
      whole &= units.size() < MOST_UNITS;
      for (Running unit : units) {
        held.computeIfAbsent(unit.worker(), any -> new HashMap<>())
            .computeIfAbsent(run.name(), any -> new ArrayList<>())
            .add(unit.ref().unit());
      }
    }
    List<AtWork> live =
        live(stack).stream()
            .map(session -> new AtWork(session, held.getOrDefault(session.worker(), Map.of())))
            .toList();
    Map<String, List<AtWork>> byHost =
        live.stream().collect(groupingBy(worker -> worker.session().host()));
    Set<String> ids = new HashSet<>();
    List<Line> lines = new ArrayList<>();
    for (Member member : members) {
      ids.add(member.id());
      lines.add(new Line(member, byHost.getOrDefault(member.id(), List.of())));
    }
    List<AtWork> apart =
        live.stream().filter(worker -> !ids.contains(worker.session().host())).toList();
    return new Roster(lines, apart, whole);
  }

  private static List<Session> live(Stack stack) {
    Instant overdue = stack.time().now().minus(stack.settings().sessions().margin());
    return stack.ledger().sessions().all().stream()
        .filter(session -> SessionIds.isWorker(session.worker()))
        .filter(session -> session.lives(overdue))
        .toList();
  }

  /** Units in the hands of members' workers. */
  public int units() {
    return lines.stream().mapToInt(Line::units).sum();
  }

  /** What the members cost an hour at most. */
  public Spend spend() {
    return Spend.of(lines.stream().map(Line::member).toList());
  }
}
