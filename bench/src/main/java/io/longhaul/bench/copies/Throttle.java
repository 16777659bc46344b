package io.longhaul.bench.copies;

import io.longhaul.bench.Distribution;
import io.longhaul.bench.EmbeddedElsewhere;
import io.longhaul.bench.Refusal;
import io.longhaul.bench.nulls3.NullServer;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Has workers copy from a store that answers 503 above a rate, and fails if they do not come close
 * to it within a minute, or if an object is lost by it: {@code throttle [RATE [WORKERS...]]}.
 */
public final class Throttle {
  /** What S3 takes of a partition. */
  private static final int RATE = 3_500;

  private static final int MOST_RATE = 100_000;
  private static final int MOST_WORKERS = 64;

  /** To settle, the minute that counts, and what comes before it at less than that rate. */
  private static final int SECONDS = 130;

  /** A store answers late, if not as late as S3: so many are under way. */
  private static final Duration LATENCY = Duration.ofMillis(20);

  private static final double LEAST_OF_RATE = 0.85;
  private static final double MOST_REFUSED = 0.05;

  private Throttle() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      System.exit(run(args) ? 0 : 1);
    } catch (Refusal | IllegalArgumentException e) {
      System.err.println("throttle: " + e.getMessage());
      System.exit(Refusal.EXIT);
    }
  }

  private static boolean run(String[] args) throws IOException, InterruptedException {
    int rate = args.length > 0 ? number("RATE", args[0], MOST_RATE) : RATE;
    List<Integer> fleets = new ArrayList<>();
    for (int i = 1; i < args.length; i++) fleets.add(number("WORKERS", args[i], MOST_WORKERS));
    if (fleets.isEmpty()) fleets = List.of(1, 4);
    Path program = NullServer.program(Path.of("bench").toAbsolutePath());
    Path folder = Files.createTempDirectory("throttle");
    System.out.printf("logs in %s%n", folder);
    Time time = new SystemTime();
    Distribution distribution = new Distribution(Path.of("dist/target/longhaul").toAbsolutePath());
    Longhaul.startOnce(distribution, folder.resolve("first.log"));
    Goals goals = new Goals();
    List<String> wrong = new ArrayList<>();
    try (EmbeddedElsewhere cloud =
        EmbeddedElsewhere.up(distribution, folder.resolve("cloud"), folder.resolve("s3"), time)) {
      Longhaul longhaul = new Longhaul(distribution, cloud, Table.OURS, 1);
      for (int workers : fleets) {
        System.out.printf("%d worker(s), %,d copies/s allowed%n", workers, rate);
        long objects = (long) rate * SECONDS;
        ThrottledFleet fleet = new ThrottledFleet(program, LATENCY, folder, time);
        Throttled trial = fleet.run(longhaul, rate, workers, objects, System.out::println);
        judge(trial, workers, rate, goals);
        trial.wrong().forEach(line -> wrong.add("%d worker(s): %s".formatted(workers, line)));
      }
    }
    goals.lines().forEach(System.out::println);
    wrong.forEach(line -> System.out.println("WRONG " + line));
    boolean holds = goals.hold() && wrong.isEmpty();
    System.out.println(holds ? "holds" : "DOES NOT HOLD");
    return holds;
  }

  private static void judge(Throttled trial, int workers, int rate, Goals goals) {
    Curve curve = trial.curve();
    System.out.printf(
        "%d worker(s): %,d copies, %,d refused in all (%.2f %% of the requests); %s%n",
        workers,
        trial.counts().copies(),
        trial.counts().refused(),
        100 * curve.refused(0),
        curve
            .settledAfter(LEAST_OF_RATE * rate)
            .map(after -> "settled %d s after the first copy".formatted(after.toSeconds()))
            .orElse("never settled"));
    String who = "%d worker(s), ".formatted(workers);
    double share = curve.perSecond(Curve.SETTLING_SECONDS) / rate;
    goals.atLeast(who + "copies/s in the second minute, of what is allowed", share, LEAST_OF_RATE);
    double refused = curve.refused(Curve.SETTLING_SECONDS);
    goals.atMost(who + "requests refused in that minute", refused, MOST_REFUSED);
  }

  private static int number(String name, String word, int most) {
    try {
      int number = Integer.parseInt(word.replace("_", ""));
      if (number >= 1 && number <= most) return number;
    } catch (NumberFormatException e) {
      // as one that is too small
    }
    throw new IllegalArgumentException("%s '%s': write 1 to %,d".formatted(name, word, most));
  }
}
