package io.longhaul.bench.copies;

import io.longhaul.bench.copies.Trial.Steady;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Large objects by all programs, by setting and way. */
final class PartsTable {
  /** How many times as many GiB per CPU-second as the best of the others is promised. */
  private static final double GOAL = 2;

  private static final String PRODUCT = "longhaul-";

  private final Stand stand;
  private final long gib;
  private final Consumer<String> says;
  private final Map<Row, Map<String, Medians>> rows = new LinkedHashMap<>();
  private final List<String> wrong = new ArrayList<>();

  private record Row(Setting setting, Way way) {
    @Override
    public String toString() {
      return setting + ", " + way.label();
    }
  }

  /**
   * @param gib of an object
   * @param says takes a line for each trial as it has ended
   */
  PartsTable(Stand stand, long gib, Consumer<String> says) {
    this.stand = stand;
    this.gib = gib;
    this.says = says;
  }

  void measure(Setting setting, Way way, List<Program> programs, int rounds)
      throws IOException, InterruptedException {
    Row row = new Row(setting, way);
    Map<String, Medians> figures = rows.computeIfAbsent(row, absent -> new LinkedHashMap<>());
    for (int round = 0; round < rounds; round++) {
      for (Program program : programs) {
        Medians medians = figures.computeIfAbsent(program.name(), absent -> new Medians());
        if (way == Way.COPIED) medians.addCold(trial(row, program, way.once(gib)));
        medians.addWarm(trial(row, program, way.often(gib, program.part())));
      }
    }
  }

  private Trial trial(Row row, Program program, Load load)
      throws IOException, InterruptedException {
    Way way = row.way();
    Trial trial =
        stand.run(program, row.setting(), load, way.inFlight(), way.units(load), way::done);
    List<String> found =
        isOurs(program.name())
            ? PartsAsked.wrongOfOurs(trial, way, load)
            : PartsAsked.wrong(trial, load);
    found.forEach(line -> wrong.add(row + " " + line));
    says.accept(line(row, trial, load));
    found.forEach(line -> says.accept("WRONG " + line));
    return trial;
  }

  private static boolean isOurs(String program) {
    return program.startsWith(PRODUCT);
  }

  private static String line(Row row, Trial trial, Load load) {
    return String.format(
        Locale.ROOT,
        "%-18s %-22s %,d x %,d GiB: %.2f s CPU (before: %.1f s), %s%s; %,d part copies, %,d parts"
            + " sent, %,d joined",
        row,
        trial.program(),
        load.objects(),
        load.bytes() >> 30,
        trial.cpu().toNanos() / 1e9,
        trial.before().toNanos() / 1e9,
        unit(row.way(), trial.microsOfAll()),
        steady(trial.program(), trial.steady())
            .map(steady -> ", steady " + unit(row.way(), steady.micros()))
            .orElse(""),
        trial.counts().partCopies(),
        trial.counts().partPuts(),
        trial.counts().wholes());
  }

  /** Others are as quick at once as they will be. */
  private static Optional<Steady> steady(String program, Optional<Steady> steady) {
    return isOurs(program) ? steady : Optional.empty();
  }

  private static String unit(Way way, double micros) {
    double gib = way.gibPerCpuSecond(micros);
    return way == Way.COPIED
        ? String.format(Locale.ROOT, "%.0f us a part", micros)
        : String.format(Locale.ROOT, "%.2f CPU-s a GiB", 1 / gib);
  }

  /** As Markdown. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("| setting, way | program | once, CPU-s | whole process | steady | ours is |");
    lines.add("|---|---|---|---|---|---|");
    rows.forEach((row, figures) ->
        figures.forEach((program, medians) -> lines.add(line(row, program, medians))));
    return lines;
  }

  private String line(Row row, String program, Medians medians) {
    return "| %s | %s | %s | %s | %s | %s |"
        .formatted(
            row,
            program,
            row.way() == Way.COPIED ? text("%.2f", once(row, medians)) : "-",
            unit(row.way(), medians.whole()),
            steady(program, medians.steady())
                .map(steady -> unit(row.way(), steady.micros()))
                .orElse("-"),
            isOurs(program) ? "-" : text("%.1f times", ours(row) / figure(row, program)));
  }

  private static String text(String format, double figure) {
    return Double.isNaN(figure) ? "not run" : String.format(Locale.ROOT, format, figure);
  }

  /** CPU-seconds of an object alone, whole processes. */
  private double once(Row row, Medians medians) {
    return medians.coldInAll() * row.way().units(row.way().once(gib)) / 1e6;
  }

  /** GiB per CPU-second; ours once warm, others' whole processes. NaN: not run. */
  private double figure(Row row, String program) {
    Medians medians = rows.getOrDefault(row, Map.of()).get(program);
    if (medians == null) return Double.NaN;
    double micros = steady(program, medians.steady()).map(Steady::micros).orElse(medians.whole());
    return row.way().gibPerCpuSecond(micros);
  }

  private double ours(Row row) {
    return figure(row, PRODUCT + Table.OURS + row.way().job().label());
  }

  /** The best of the others. */
  Goals goals() {
    Goals goals = new Goals();
    for (Row row : rows.keySet()) {
      OptionalDouble best =
          rows.get(row).keySet().stream()
              .filter(program -> !isOurs(program))
              .mapToDouble(program -> figure(row, program))
              .max();
      String what = "%s GiB per CPU-second, of the best of the others'".formatted(row);
      goals.atLeast(what, ours(row) / best.orElse(Double.NaN), GOAL);
    }
    return goals;
  }

  /** What was asked for and should not have been, and the other way round: a line each. */
  List<String> wrong() {
    return wrong;
  }
}
