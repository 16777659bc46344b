package io.longhaul.coordinator.fleet;

import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.fleet.Roster.Line;
import io.longhaul.ledger.Session;
import io.longhaul.price.Machines;
import io.longhaul.text.Shown;
import io.longhaul.unit.RunName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The fleet as a person reads it: a line for each member, their sum, and who works apart. */
public record RosterText(Group group, Roster roster, Instant now) {
  private static final List<String> HEADS =
      List.of(
          "INSTANCE",
          "LIFE",
          "MARKET",
          "ZONE",
          "TYPE",
          "AGE",
          "RUNS",
          "HELD",
          "DONE",
          "RATE",
          "VERSION",
          "PRICE/H");

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!roster.lines().isEmpty()) {
      List<List<String>> table = new ArrayList<>();
      table.add(HEADS);
      for (Line line : roster.lines()) table.add(cells(line));
      lines.addAll(aligned(table));
    }
    lines.add(sum());
    for (AtWork worker : roster.apart()) {
      lines.add(
          "apart: worker %s on %s, %s in hand%s"
              .formatted(
                  worker.session().worker(),
                  Shown.text(worker.session().host()),
                  Figures.count(worker.units(), "unit"),
                  worker.session().leave() ? ", leaving" : ""));
    }
    return lines;
  }

  private String sum() {
    return "%s: %d wanted (%d to %d), %d there, %s%s in hand; at most %s"
        .formatted(
            group.name(),
            group.wanted(),
            group.min(),
            group.max(),
            roster.lines().size(),
            roster.whole() ? "" : "at least ",
            Figures.count(roster.units(), "unit"),
            roster.spend().text());
  }

  private List<String> cells(Line line) {
    Member member = line.member();
    List<AtWork> workers = line.workers();
    return List.of(
        member.id(),
        life(line),
        market(member),
        dash(member.zone()),
        dash(member.type()),
        member.since().equals(Instant.EPOCH)
            ? "-"
            : Figures.duration(Duration.between(member.since(), now)),
        dash(runs(workers)),
        Integer.toString(line.units()),
        workers.isEmpty() ? "-" : Figures.count(line.done()),
        workers.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f/min", line.perMinute()),
        dash(versions(workers)),
        price(member));
  }

  /** What the group sees, and where it sees no change, what the ledger does. */
  public static String life(Line line) {
    return switch (line.member().life()) {
      case PENDING -> "pending";
      case IN_SERVICE -> line.draining() ? "draining" : "in service";
      case ENDING -> "terminating";
    };
  }

  /** {@code spot}, {@code on-demand}. */
  public static String market(Member member) {
    return switch (member.market()) {
      case ON_DEMAND -> "on-demand";
      case SPOT -> "spot";
      case FREE -> "-";
    };
  }

  private static String runs(List<AtWork> workers) {
    TreeSet<RunName> runs = new TreeSet<>();
    for (AtWork worker : workers) runs.addAll(worker.held().keySet());
    return runs.stream().map(RunName::value).collect(Collectors.joining(","));
  }

  private static String versions(List<AtWork> workers) {
    return workers.stream()
        .map(AtWork::session)
        .map(Session::version)
        .distinct()
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  private static String price(Member member) {
    if (member.market() == Member.Market.FREE) return "-";
    OptionalDouble price = Machines.hourly(member.type());
    if (price.isEmpty()) return "not known";
    boolean spot = member.market() == Member.Market.SPOT;
    return String.format(Locale.ROOT, "%s$%.3f", spot ? "<" : "", price.getAsDouble());
  }

  private static String dash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static List<String> aligned(List<List<String>> table) {
    int[] widths = new int[HEADS.size()];
    for (List<String> row : table) {
      for (int i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], row.get(i).length());
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : table) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
