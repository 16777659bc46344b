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
 * Holds copies and listings of objects of which there is something to keep beside those of objects
 * of which there is nothing, in turns, and fails if keeping it costs more than a tenth: {@code
 * fidelity [OBJECTS [KEYS]]}.
 */
public final class Fidelity {
  private static final long OBJECTS = 1_000_000;
  private static final long KEYS = 10_000_000;
  private static final long FEWEST = 20_000;
  private static final double LEAST = 0.9;
  private static final Setting PLAIN = new Setting(false, Duration.ZERO);

  /** What a job can be told to leave behind; a copy then says so. */
  private static final String DROPPED =
      "keep: {tags: drop, storage-class: STANDARD, website-redirect: never}";

  /** Each copy is told a class that its source was listed with; tags, metadata and headers go. */
  static final String ON = "on";

  /** There are no classes, so that a copy is told of nothing. */
  static final String OFF = "off";

  /** As on, but the job leaves behind what it may. */
  static final String LEFT = "left behind";

  private final Map<String, Medians> copies = new LinkedHashMap<>();
  private final Map<String, Medians> listings = new LinkedHashMap<>();
  private final List<String> wrong = new ArrayList<>();

  private Fidelity() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      System.exit(new Fidelity().run(args) ? 0 : 1);
    } catch (Refusal | IllegalArgumentException e) {
      System.err.println("fidelity: " + e.getMessage());
      System.exit(Refusal.EXIT);
    }
  }

  private boolean run(String[] args) throws IOException, InterruptedException {
    long objects = args.length > 0 ? number("OBJECTS", args[0]) : OBJECTS;
    long keys = args.length > 1 ? number("KEYS", args[1]) : KEYS;
    Path folder = Files.createTempDirectory("fidelity");
    Path server = NullServer.program(Path.of("bench").toAbsolutePath());
    Time time = new SystemTime();
    Stand stand = new Stand(server, Certificate.make(folder), folder, time);
    System.out.printf("logs in %s%n", folder);
    Distribution distribution = new Distribution(Path.of("dist/target/longhaul").toAbsolutePath());
    Longhaul.startOnce(distribution, folder.resolve("first.log"));
    try (EmbeddedElsewhere cloud =
        EmbeddedElsewhere.up(distribution, folder.resolve("cloud"), folder.resolve("s3"), time)) {
      Map<String, Longhaul> jobs = jobs(distribution, cloud);
      Program listing = new LonghaulListing(cloud, Table.OURS, 1);
      int rounds = Rounds.count(System.getenv());
      for (int round = 0; round < rounds; round++) {
        for (String side : jobs.keySet()) {
          Trial trial = trial(stand, jobs.get(side), side, objects);
          add(copies, "copies, " + side, side, trial, wrong(trial, side));
        }
        for (String side : List.of(ON, OFF)) {
          Trial trial = stand.run(listing, PLAIN, load(side, keys), 1, keys, Listings::listed);
          add(listings, "keys listed, " + side, side, trial, Listings.wrong(trial));
        }
      }
    }
    Goals goals = new Goals();
    goals.atLeast("copies per CPU-second, on, of off", of(copies, OFF), LEAST);
    goals.atLeast("copies per CPU-second, on, of left behind", of(copies, LEFT), LEAST);
    goals.atLeast("keys listed per CPU-second, on, of off", of(listings, OFF), LEAST);
    goals.lines().forEach(System.out::println);
    wrong.forEach(line -> System.out.println("WRONG " + line));
    boolean holds = goals.hold() && wrong.isEmpty();
    System.out.println(holds ? "holds" : "DOES NOT HOLD");
    return holds;
  }

  static Map<String, Longhaul> jobs(Distribution distribution, EmbeddedElsewhere cloud) {
    Longhaul usual = new Longhaul(distribution, cloud, Table.OURS, 1);
    Map<String, Longhaul> jobs = new LinkedHashMap<>();
    jobs.put(ON, usual.with(JobFile.with("-on", "")));
    jobs.put(OFF, usual.with(JobFile.with("-off", "")));
    jobs.put(LEFT, usual.with(JobFile.with("-left-behind", DROPPED)));
    return jobs;
  }

  private static Load load(String side, long objects) {
    Data data = side.equals(OFF) ? Data.CLASSLESS : Data.CLASSED;
    return new Load(objects, Load.small(objects).bytes(), data);
  }

  static Trial trial(Stand stand, Program program, String side, long objects)
      throws IOException, InterruptedException {
    return stand.run(
        program, PLAIN, load(side, objects), PLAIN.inFlight(), objects, Counts::copies);
  }

  /** What is wrong with copies of one side, which is held to what it is to be told: a line each. */
  static List<String> wrong(Trial trial, String side) {
    List<String> wrong = Requests.wrongOfOurs(trial);
    long classed = trial.counts().copiesClassed();
    long untagged = trial.counts().copiesUntagged();
    if (classed != (side.equals(ON) ? trial.objects() : 0)) {
      wrong.add("%,d copies were told a storage class".formatted(classed));
    }
    if (untagged != (side.equals(LEFT) ? trial.objects() : 0)) {
      wrong.add("%,d copies were told to leave tags".formatted(untagged));
    }
    return wrong;
  }

  private void add(
      Map<String, Medians> figures, String what, String side, Trial trial, List<String> found) {
    System.out.printf(
        Locale.ROOT,
        "%-22s %,11d: %.2f s CPU%s%n",
        what,
        trial.objects(),
        trial.cpu().toNanos() / 1e9,
        trial
            .steady()
            .map(steady -> String.format(Locale.ROOT, ", steady %.2f us", steady.micros()))
            .orElse(""));
    found.forEach(line -> wrong.add(what + ": " + line));
    figures.computeIfAbsent(side, absent -> new Medians()).addWarm(trial);
  }

  /** What on makes of a CPU-second, of what the other side does, once both are warm. */
  private static double of(Map<String, Medians> figures, String other) {
    return steady(figures, other) / steady(figures, ON);
  }

  private static double steady(Map<String, Medians> figures, String side) {
    return Optional.ofNullable(figures.get(side))
        .flatMap(Medians::steady)
        .map(Steady::micros)
        .orElse(Double.NaN);
  }

  private static long number(String name, String word) {
    try {
      long number = Long.parseLong(word.replace("_", ""));
      if (number >= FEWEST) return number;
    } catch (NumberFormatException e) {
      // as one that is too small
    }
    throw new IllegalArgumentException(
        "%s '%s': write a number from %,d on".formatted(name, word, FEWEST));
  }
}
