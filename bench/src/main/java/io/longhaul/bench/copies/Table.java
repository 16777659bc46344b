package io.longhaul.bench.copies;

import io.longhaul.bench.copies.Trial.Steady;
import io.longhaul.bench.nulls3.NullServer.Counts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All programs at all settings: cold and steady, round by round, so that whatever else the machine
 * does meets all of them.
 */
final class Table {
  /** A short job, whole processes. */
  static final long COLD = 20_000;

  static final String OURS = "vertx";
  static final String SDK = "sdk";

  private static final String PRODUCT = "longhaul-";

  private final Stand stand;
  private final List<Program> programs;
  private final int rounds;
  private final Consumer<String> says;
  private final Map<Setting, Map<String, Medians>> rows = new LinkedHashMap<>();
  private final List<String> wrong = new ArrayList<>();

  /**
   * @param says takes a line for each trial as it has ended
   */
  Table(Stand stand, List<Program> programs, int rounds, Consumer<String> says) {
    this.stand = stand;
    this.programs = programs;
    this.rounds = rounds;
    this.says = says;
  }

  void measure(Setting setting, long objects) throws IOException, InterruptedException {
    Map<String, Medians> row = rows.computeIfAbsent(setting, absent -> new LinkedHashMap<>());
    for (int round = 0; round < rounds; round++) {
      for (Program program : programs) {
        Medians medians = row.computeIfAbsent(program.name(), absent -> new Medians());
        medians.addCold(trial(program, setting, COLD));
        medians.addWarm(trial(program, setting, objects / program.part()));
      }
    }
  }

  private Trial trial(Program program, Setting setting, long objects)
      throws IOException, InterruptedException {
    Trial trial = stand.run(program, setting, objects, Counts::copies);
    List<String> found =
        program.name().startsWith(PRODUCT) ? Requests.wrongOfOurs(trial) : Requests.wrong(trial);
    found.forEach(line -> wrong.add(setting + " " + line));
    says.accept(line(setting, trial));
    found.forEach(line -> says.accept("WRONG " + line));
    return trial;
  }

  private static String line(Setting setting, Trial trial) {
    return String.format(
        Locale.ROOT,
        "%-8s %-14s %,9d objects: %.1f s CPU (before: %.1f s)%s; a copy: %.3f copies, %.4f"
            + " listings, %.3f requests",
        setting,
        trial.program(),
        trial.objects(),
        trial.cpu().toNanos() / 1e9,
        trial.before().toNanos() / 1e9,
        trial
            .steady()
            .map(steady ->
                String.format(
                    Locale.ROOT,
                    ", steady %.1f us, %,.0f/s",
                    steady.micros(),
                    steady.objectsPerSecond()))
            .orElse(""),
        Requests.copies(trial),
        Requests.listings(trial),
        Requests.all(trial));
  }

  /** As Markdown. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| setting | program | cold, us a copy | with what prepared it | steady, us a copy"
            + " | copies per CPU-s | copies/s | of the ceiling | ours is |");
    lines.add("|---|---|---|---|---|---|---|---|---|");
    rows.forEach((setting, row) ->
        row.forEach((program, medians) -> lines.add(row(setting, program, medians))));
    return lines;
  }

  private String row(Setting setting, String program, Medians medians) {
    Optional<Steady> steady = medians.steady();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.0f | %.0f | %s | %s | %s | %s | %s |",
        setting,
        program,
        medians.cold(),
        medians.coldInAll(),
        steady.map(figure -> text("%.1f", figure.micros())).orElse("-"),
        steady.map(figure -> text("%,.0f", figure.perCpuSecond())).orElse("-"),
        steady.map(figure -> text("%,.0f", figure.objectsPerSecond())).orElse("-"),
        setting.latency().isZero() ? "-" : text("%.0f %%", 100 * share(setting, program)),
        program.equals(PRODUCT + OURS) ? "-" : text("%.1f times", times(setting, program)));
  }

  private static String text(String format, double figure) {
    return Double.isNaN(figure) ? "not run" : String.format(Locale.ROOT, format, figure);
  }

  private double micros(Setting setting, String program) {
    return of(setting, program).flatMap(Medians::steady).map(Steady::micros).orElse(Double.NaN);
  }

  private Optional<Medians> of(Setting setting, String program) {
    return Optional.ofNullable(rows.getOrDefault(setting, Map.of()).get(program));
  }

  /** How many times as many copies ours makes of a second's CPU time. */
  private double times(Setting setting, String program) {
    return micros(setting, program) / micros(setting, PRODUCT + OURS);
  }

  private double share(Setting setting, String program) {
    return of(setting, program)
        .flatMap(Medians::steady)
        .map(steady -> steady.objectsPerSecond() / setting.ceiling())
        .orElse(Double.NaN);
  }

  Goals goals() {
    Goals goals = new Goals();
    for (Setting setting : rows.keySet()) {
      for (Peer peer : Peer.values()) {
        String what = "%s copies per CPU-second, of %s's".formatted(setting, peer.label());
        goals.atLeast(what, times(setting, peer.label()), 10);
      }
      String sdk = "%s copies per CPU-second, of the SDK plane's".formatted(setting);
      goals.atLeast(sdk, times(setting, PRODUCT + SDK), 5);
      String bare = "%s CPU a copy, of a bare loop's".formatted(setting);
      goals.atMost(bare, 1 / times(setting, Bare.NAME), 2);
      if (!setting.latency().isZero()) {
        String ceiling = "%s copies/s, of the ceiling's".formatted(setting);
        goals.atLeast(ceiling, share(setting, PRODUCT + OURS), 0.85);
      }
      String cold = "%s CPU of %,d copies, worker and submit, of s5cmd's".formatted(setting, COLD);
      goals.atMost(cold, inAll(setting, PRODUCT + OURS) / inAll(setting, Peer.S5CMD.label()), 1);
    }
    return goals;
  }

  private double inAll(Setting setting, String program) {
    return of(setting, program).map(Medians::coldInAll).orElse(Double.NaN);
  }

  /** What was asked for and should not have been, and the other way round: a line each. */
  List<String> wrong() {
    return wrong;
  }
}
