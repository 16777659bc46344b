package io.longhaul.coordinator.report;

import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.LeftOutText;
import io.longhaul.coordinator.submit.Notes;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.ledger.Counts;
import io.longhaul.text.Shown;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** A run's report for a person: one screen, and after it the dead units. */
public final class TextReport {
  private final RunReport report;

  public TextReport(RunReport report) {
    this.report = report;
  }

  /** All of it, each line with its end. */
  public String text() {
    StringBuilder text = new StringBuilder(screen());
    if (!report.dead().isEmpty()) text.append("\ndead units:\n");
    for (DeadUnit unit : report.dead()) {
      text.append(
          "  %s  %s  %s\n      %s\n"
              .formatted(
                  unit.id(),
                  unit.failure().word(),
                  Shown.text(unit.about()),
                  Shown.text(unit.why())));
    }
    return text.toString();
  }

  /** What fits on one screen, each line with its end. */
  public String screen() {
    Counts counts = report.counts();
    Tally tally = counts.tally();
    List<String> lines = new ArrayList<>();
    lines.add(
        "run %s: %s"
            .formatted(report.run().name(), report.verdict().sentence(counts, report.omitted())));
    lines.add("  " + report.equation().text());
    report
        .omitted()
        .most()
        .ifPresent(left -> lines.add("  not listed, so not copied: " + LeftOutText.of(left)));
    lines.add(
        "  %s copied, %s listed"
            .formatted(
                Figures.bytes(tally.bytes(Fate.COPIED)), Figures.bytes(tally.bytes(Fate.LISTED))));
    if (tally.objects(Fate.EQUAL) != 0) lines.add("  " + report.equalBy().text());
    if (report.verify() != null) verified(report.verify(), tally, lines);
    if (tally.objects(Fate.COPIED) != 0) {
      report
          .fidelity()
          .ifPresent(fidelity -> lines.add("  of what was copied: " + fidelity.text()));
    }
    lines.add("  units: " + units(counts));
    lines.add("  " + pace(tally));
    lines.add(
        "  kind %s, job %s, submitted %s%s"
            .formatted(
                report.run().kind(),
                shortened(report.run().jobHash()),
                report.run().created(),
                report.ended().map(ended -> ", ended " + ended).orElse("")));
    lines.add("  engines: " + engines());
    lines.add("  conditions not enforced by the store: " + unenforced());
    lines.add(
        "  requests: the ledger does not know them; each worker's meters do (/metrics,"
            + " docs/meters.md)");
    deadByClass().ifPresent(lines::add);
    return String.join("\n", lines) + "\n";
  }

  /** What is no difference, or could not be one. */
  private static void verified(S3VerifyJob job, Tally tally, List<String> lines) {
    long reclassed = tally.objects(Fate.RECLASSED);
    if (reclassed != 0) {
      lines.add(
          "  of what is equal, in another storage class than is kept: " + Figures.count(reclassed));
    }
    if (job.tellsExtras()) return;
    lines.add(
        "  not told: what only the target has, for the job %s"
            .formatted(job.rename() == null ? "names its objects" : "renames keys"));
  }

  private static String shortened(String hash) {
    return hash.length() <= 12 ? hash : hash.substring(0, 12);
  }

  private static String units(Counts counts) {
    StringJoiner parts = new StringJoiner(", ");
    if (counts.open() != 0) parts.add(Figures.count(counts.open()) + " open");
    for (UnitState state : UnitState.values()) {
      long units = counts.units(state);
      if (!state.open() && units != 0) {
        parts.add(Figures.count(units) + " " + state.name().toLowerCase(Locale.ROOT));
      }
    }
    return parts + "; " + Figures.count(counts.reclaimed()) + " reclaimed from lost sessions";
  }

  private String pace(Tally tally) {
    Duration took = report.duration();
    String begin =
        (report.ended().isPresent() ? "took " : "going on for ") + Figures.duration(took);
    double seconds = took.toMillis() / 1000.0;
    if (seconds <= 0) return begin;
    return "%s: %s/s and %s/s copied"
        .formatted(
            begin,
            Figures.count(Math.round(tally.objects(Fate.COPIED) / seconds)),
            Figures.bytes(Math.round(tally.bytes(Fate.COPIED) / seconds)));
  }

  private String engines() {
    Map<String, String> engines = Notes.engines(report.run());
    if (engines.isEmpty()) return "not noted";
    StringJoiner parts = new StringJoiner(", ");
    engines.forEach((name, engine) -> parts.add(name + " " + Shown.text(engine)));
    return parts.toString();
  }

  private String unenforced() {
    return Notes.unenforced(report.run())
        .map(missing -> missing.isEmpty() ? "none" : String.join("; ", missing))
        .orElse("unknown, it was not probed");
  }

  private java.util.Optional<String> deadByClass() {
    long dead = report.counts().units(UnitState.DEAD);
    if (dead == 0) return java.util.Optional.empty();
    Map<String, Long> byClass = new TreeMap<>();
    for (DeadUnit unit : report.dead()) byClass.merge(unit.failure().word(), 1L, Long::sum);
    StringJoiner parts = new StringJoiner(", ");
    byClass.forEach((failure, units) -> parts.add(Figures.count(units) + " " + failure));
    if (report.deadNotShown() > 0) {
      parts.add(
          Figures.count(report.deadNotShown())
              + " not shown (the index lags behind, or there are too many)");
    }
    return java.util.Optional.of("  dead: " + parts);
  }
}
