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

/** Streams of all programs, by setting and size. */
final class StreamTable {
  /** Of a large object's length: requests, answers' heads and the frames of chunks. */
  private static final double MOST_BYTES = 1.01;

  private static final String OURS = "longhaul-" + Table.OURS;
  private static final String PRODUCT = "longhaul-";

  private final Stand stand;
  private final List<Program> programs;
  private final Runnable between;
  private final Consumer<String> says;
  private final Map<Row, Map<String, Medians>> rows = new LinkedHashMap<>();
  private final List<String> wrong = new ArrayList<>();

  private record Row(Setting setting, Size size) {
    @Override
    public String toString() {
      return setting + ", " + size.label();
    }
  }

  /**
   * @param between is done after each trial
   * @param says takes a line for each trial as it has ended
   */
  StreamTable(Stand stand, List<Program> programs, Runnable between, Consumer<String> says) {
    this.stand = stand;
    this.programs = programs;
    this.between = between;
    this.says = says;
  }

  void measure(Setting setting, Size size, int rounds) throws IOException, InterruptedException {
    Row row = new Row(setting, size);
    Map<String, Medians> figures = rows.computeIfAbsent(row, absent -> new LinkedHashMap<>());
    for (int round = 0; round < rounds; round++) {
      for (Program program : programs) {
        Load load = size.load(program.part());
        Trial trial =
            stand.run(program, setting, load, size.inFlight(), size.units(load), size::done);
        between.run();
        List<String> found = isOurs(program.name()) ? wrongOfOurs(trial, load) : wrong(trial, load);
        found.forEach(line -> wrong.add(row + " " + line));
        says.accept(line(row, trial, load));
        found.forEach(line -> says.accept("WRONG " + line));
        figures.computeIfAbsent(program.name(), absent -> new Medians()).addWarm(trial);
      }
    }
  }

  private static boolean isOurs(String program) {
    return program.startsWith(PRODUCT);
  }

  private static String line(Row row, Trial trial, Load load) {
    return String.format(
        Locale.ROOT,
        "%-16s %-14s %,9d objects: %.2f s CPU, %s per CPU-s%s; %,d MiB in, %,d MiB out",
        row,
        trial.program(),
        load.objects(),
        trial.cpu().toNanos() / 1e9,
        number(row.size().perCpuSecond(trial.microsOfAll())),
        steady(trial)
            .map(steady -> ", steady " + number(row.size().perCpuSecond(steady.micros())))
            .orElse(""),
        trial.counts().bytesIn() >> 20,
        trial.counts().bytesOut() >> 20);
  }

  /** Others are as quick at once as they will be, and s5cmd is two processes. */
  private static Optional<Steady> steady(Trial trial) {
    return isOurs(trial.program()) ? trial.steady() : Optional.empty();
  }

  /** What is wrong with a trial of the product: a line each. */
  static List<String> wrongOfOurs(Trial trial, Load load) {
    List<String> wrong = wrong(trial, load);
    if (trial.counts().gets() != load.objects() || trial.counts().puts() != load.objects()) {
      wrong.add(
          "%s: %,d gets and %,d puts of %,d objects"
              .formatted(
                  trial.program(), trial.counts().gets(), trial.counts().puts(), load.objects()));
    }
    // a small object's length is less than a head's
    long most = Math.round(load.inAll() * MOST_BYTES) + (load.objects() << 12);
    if (trial.counts().bytesIn() > most || trial.counts().bytesOut() > most) {
      wrong.add("%s: %s for %,d bytes".formatted(trial.program(), bytes(trial), load.inAll()));
    }
    return wrong;
  }

  /** What is wrong with anybody's: a line each. */
  private static List<String> wrong(Trial trial, Load load) {
    List<String> wrong = new ArrayList<>();
    if (trial.exit() != 0) wrong.add("%s: exit %d".formatted(trial.program(), trial.exit()));
    if (trial.counts().bytesIn() < load.inAll() || trial.counts().bytesOut() < load.inAll()) {
      wrong.add("%s: %s of %,d bytes".formatted(trial.program(), bytes(trial), load.inAll()));
    }
    return wrong;
  }

  private static String bytes(Trial trial) {
    return "%,d bytes in and %,d out"
        .formatted(trial.counts().bytesIn(), trial.counts().bytesOut());
  }

  /** As Markdown. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("| setting, objects of | program | whole process, per CPU-s | steady | ours is |");
    lines.add("|---|---|---|---|---|");
    rows.forEach((row, figures) ->
        figures.forEach((program, medians) -> lines.add(line(row, program, medians))));
    return lines;
  }

  private String line(Row row, String program, Medians medians) {
    return "| %s | %s | %s | %s | %s |"
        .formatted(
            row,
            program,
            unit(row.size(), row.size().perCpuSecond(medians.whole())),
            steady(program, medians)
                .map(steady -> unit(row.size(), row.size().perCpuSecond(steady.micros())))
                .orElse("-"),
            program.equals(OURS)
                ? "-"
                : "%.1f times".formatted(figure(row, OURS) / figure(row, program)));
  }

  private static String unit(Size size, double perCpuSecond) {
    String word = number(perCpuSecond);
    if (size == Size.SMALL) return word;
    return "%s GiB, %s CPU-s a GiB".formatted(word, number(1 / perCpuSecond));
  }

  private static String number(double figure) {
    return String.format(Locale.ROOT, figure < 100 ? "%.2f" : "%,.0f", figure);
  }

  private static Optional<Steady> steady(String program, Medians medians) {
    return isOurs(program) ? medians.steady() : Optional.empty();
  }

  /** Ours once warm, others' whole processes. NaN: not run. */
  private double figure(Row row, String program) {
    Medians medians = rows.getOrDefault(row, Map.of()).get(program);
    if (medians == null) return Double.NaN;
    return row.size()
        .perCpuSecond(steady(program, medians).map(Steady::micros).orElse(medians.whole()));
  }

  /** The best of the others. */
  Goals goals() {
    Goals goals = new Goals();
    for (Row row : rows.keySet()) {
      OptionalDouble best =
          rows.get(row).keySet().stream()
              .filter(program -> !program.equals(OURS))
              .mapToDouble(program -> figure(row, program))
              .max();
      String what = "%s per CPU-second, of the best of the others'".formatted(row);
      goals.atLeast(what, figure(row, OURS) / best.orElse(Double.NaN), row.size().goal());
    }
    return goals;
  }

  List<String> wrong() {
    return wrong;
  }
}
