package io.longhaul.bench.copies;

import io.longhaul.bench.Distribution;
import io.longhaul.bench.EmbeddedElsewhere;
import io.longhaul.bench.Refusal;
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
import java.util.List;
import java.util.Locale;

/**
 * Holds a job whose cuts are found beside the same job with cuts that fit by themselves, in turns,
 * and fails if that costs it more than a fifth of its units a second: {@code ranges [OBJECTS]}.
 */
public final class Ranges {
  /** What fills 256 units, as hex makes them, by three quarters. */
  private static final long OBJECTS = 200_000;

  private static final long FEWEST = 20_000;
  private static final double LEAST = 0.8;
  private static final int USUAL_ROUNDS = 5;
  private static final Setting PLAIN = new Setting(false, Duration.ZERO);

  static final JobFile HEX = JobFile.cut("-hex", "{by: hex, depth: 2}");
  static final JobFile FOUND = JobFile.cut("-ranges", "{by: ranges}");

  private Ranges() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      System.exit(run(args) ? 0 : 1);
    } catch (Refusal | IllegalArgumentException e) {
      System.err.println("ranges: " + e.getMessage());
      System.exit(Refusal.EXIT);
    }
  }

  private static boolean run(String[] args) throws IOException, InterruptedException {
    long objects = args.length > 0 ? number(args[0]) : OBJECTS;
    Path folder = Files.createTempDirectory("ranges");
    Path server = NullServer.program(Path.of("bench").toAbsolutePath());
    Time time = new SystemTime();
    Stand stand = new Stand(server, Certificate.make(folder), folder, time);
    System.out.printf("logs in %s%n", folder);
    Distribution distribution = new Distribution(Path.of("dist/target/longhaul").toAbsolutePath());
    Longhaul.startOnce(distribution, folder.resolve("first.log"));
    List<Double> ratios = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    try (EmbeddedElsewhere cloud =
        EmbeddedElsewhere.up(distribution, folder.resolve("cloud"), folder.resolve("s3"), time)) {
      Longhaul usual = new Longhaul(distribution, cloud, Table.OURS, 1);
      Longhaul hex = usual.with(HEX);
      Longhaul found = usual.with(FOUND);
      int rounds = Rounds.count(System.getenv(), USUAL_ROUNDS);
      for (int round = 1; round <= rounds; round++) {
        // who comes second in one round is first in the next
        boolean hexFirst = round % 2 == 1;
        Pace first = pace(stand, hexFirst ? hex : found, objects, wrong);
        Pace second = pace(stand, hexFirst ? found : hex, objects, wrong);
        double ratio =
            (hexFirst ? second : first).unitsPerSecond()
                / (hexFirst ? first : second).unitsPerSecond();
        System.out.printf(Locale.ROOT, "round %d: %.2f%n", round, ratio);
        ratios.add(ratio);
      }
    }
    Goals goals = new Goals();
    double median = Medians.median(ratios, ratio -> ratio);
    goals.atLeast("units/s of ranges, of hex's, the median", median, LEAST);
    goals.lines().forEach(System.out::println);
    wrong.forEach(line -> System.out.println("WRONG " + line));
    boolean holds = goals.hold() && wrong.isEmpty();
    System.out.println(holds ? "holds" : "DOES NOT HOLD");
    return holds;
  }

  static Pace pace(Stand stand, Longhaul longhaul, long objects, List<String> wrong)
      throws IOException, InterruptedException {
    Load load = Load.small(objects);
    Trial trial = stand.run(longhaul, PLAIN, load, PLAIN.inFlight(), objects, Ranges::asked);
    wrong.addAll(Requests.wrong(trial));
    Pace pace = Pace.of(longhaul.unitsDone(), trial);
    System.out.printf(
        Locale.ROOT,
        "%-22s %,d units done in %.1f s: %.1f units/s, %,.0f objects/s; %.4f listings an object%n",
        trial.program(),
        pace.units(),
        pace.seconds(),
        pace.unitsPerSecond(),
        pace.objectsPerSecond(),
        Requests.listings(trial));
    return pace;
  }

  /** Looking counts as work. */
  private static long asked(Counts counts) {
    return counts.listings() + counts.copies();
  }

  private static long number(String word) {
    try {
      long objects = Long.parseLong(word.replace("_", ""));
      if (objects >= FEWEST) return objects;
    } catch (NumberFormatException e) {
      // as one that is too small
    }
    throw new IllegalArgumentException(
        "OBJECTS '%s': write a number from %,d on".formatted(word, FEWEST));
  }
}
