package io.longhaul.bench.copies;

import io.longhaul.bench.Distribution;
import io.longhaul.bench.EmbeddedElsewhere;
import io.longhaul.bench.Refusal;
import io.longhaul.bench.copies.Trial.Steady;
import io.longhaul.bench.nulls3.Certificate;
import io.longhaul.bench.nulls3.NullServer;
import io.longhaul.bench.nulls3.NullServer.Counts;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the product's listing beside those of other programs, and fails if it is not ten times as
 * many keys a CPU-second: {@code listing [KEYS]}.
 */
public final class Listings {
  private static final long KEYS = 10_000_000;
  private static final long FEWEST = 100_000;
  private static final int PAGE = 1_000;
  private static final Setting PLAIN = new Setting(false, Duration.ZERO);

  private Listings() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      System.exit(run(args) ? 0 : 1);
    } catch (Refusal | IllegalArgumentException e) {
      System.err.println("listing: " + e.getMessage());
      System.exit(Refusal.EXIT);
    }
  }

  private static boolean run(String[] args) throws IOException, InterruptedException {
    long keys = args.length > 0 ? number(args[0]) : KEYS;
    Path folder = Files.createTempDirectory("listing");
    Path server = NullServer.program(Path.of("bench").toAbsolutePath());
    Time time = new SystemTime();
    Stand stand = new Stand(server, Certificate.make(folder), folder, time);
    System.out.printf("logs in %s%n", folder);
    Distribution distribution = new Distribution(Path.of("dist/target/longhaul").toAbsolutePath());
    try (EmbeddedElsewhere cloud =
        EmbeddedElsewhere.up(distribution, folder.resolve("cloud"), folder.resolve("s3"), time)) {
      Map<String, Medians> rows = new LinkedHashMap<>();
      List<String> wrong = new ArrayList<>();
      int rounds = Rounds.count(System.getenv());
      for (int round = 0; round < rounds; round++) {
        for (Program program : programs(cloud, round == 0)) {
          Trial trial = stand.run(program, PLAIN, keys / program.part(), Listings::listed);
          wrong.addAll(wrong(trial));
          System.out.println(line(trial));
          rows.computeIfAbsent(program.name(), absent -> new Medians()).addWarm(trial);
        }
      }
      Goals goals = goals(rows);
      goals.lines().forEach(System.out::println);
      wrong.forEach(line -> System.out.println("WRONG " + line));
      boolean holds = goals.hold() && wrong.isEmpty();
      System.out.println(holds ? "holds" : "DOES NOT HOLD");
      return holds;
    }
  }

  private static long number(String word) {
    try {
      long keys = Long.parseLong(word.replace("_", ""));
      if (keys >= FEWEST) return keys;
    } catch (NumberFormatException e) {
      // as one that is too small
    }
    throw new IllegalArgumentException(
        "KEYS '%s': write a number from %,d on".formatted(word, FEWEST));
  }

  private static List<Program> programs(EmbeddedElsewhere cloud, boolean say) {
    List<Program> programs = new ArrayList<>();
    programs.add(new LonghaulListing(cloud, Table.OURS, 1));
    programs.add(new LonghaulListing(cloud, Table.SDK, 5));
    for (Peer peer : Peer.values()) {
      Optional<Path> found = peer.find(System.getenv());
      if (found.isPresent()) programs.add(peer.listing(found.get()));
      else if (say) System.out.println(peer.missing());
    }
    return programs;
  }

  /** All but the last page are full. */
  static long listed(Counts counts) {
    return counts.listings() * PAGE;
  }

  /** A page too few is a key that was not listed; a page more is one that was asked for twice. */
  static List<String> wrong(Trial trial) {
    List<String> wrong = new ArrayList<>();
    if (trial.exit() != 0) wrong.add("%s: exit %d".formatted(trial.program(), trial.exit()));
    long pages = (trial.objects() + PAGE - 1) / PAGE;
    if (trial.counts().listings() != pages) {
      wrong.add(
          "%s: %,d listings of %,d pages"
              .formatted(trial.program(), trial.counts().listings(), pages));
    }
    return wrong;
  }

  private static String line(Trial trial) {
    return String.format(
        Locale.ROOT,
        "%-14s %,11d keys: %.2f s CPU, %,.0f keys per CPU-s%s",
        trial.program(),
        trial.objects(),
        trial.cpu().toNanos() / 1e9,
        1e6 / trial.microsOfAll(),
        trial
            .steady()
            .map(steady -> String.format(Locale.ROOT, ", steady %,.0f", steady.perCpuSecond()))
            .orElse(""));
  }

  private static Goals goals(Map<String, Medians> rows) {
    Goals goals = new Goals();
    double ours = steady(rows, "longhaul-" + Table.OURS);
    String what = "keys per CPU-second, of %s's";
    for (Peer peer : Peer.values()) {
      goals.atLeast(what.formatted(peer.label()), ours / whole(rows, peer.label()), 10);
    }
    goals.atLeast(
        what.formatted("the SDK plane"), ours / steady(rows, "longhaul-" + Table.SDK), 10);
    return goals;
  }

  private static double steady(Map<String, Medians> rows, String program) {
    return Optional.ofNullable(rows.get(program))
        .flatMap(Medians::steady)
        .map(Steady::perCpuSecond)
        .orElse(Double.NaN);
  }

  /** They print as they list, or behind it: all of it counts, and they start at once. */
  private static double whole(Map<String, Medians> rows, String program) {
    return Optional.ofNullable(rows.get(program)).map(row -> 1e6 / row.whole()).orElse(Double.NaN);
  }
}
