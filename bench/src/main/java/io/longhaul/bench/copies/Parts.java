package io.longhaul.bench.copies;

import io.longhaul.bench.Distribution;
import io.longhaul.bench.EmbeddedElsewhere;
import io.longhaul.bench.Refusal;
import io.longhaul.bench.nulls3.Certificate;
import io.longhaul.bench.nulls3.NullServer;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the product's large objects beside those of other programs, copied by the store and
 * streamed, and fails if other parts are asked for than there are or if they cost more than is
 * promised: {@code parts [GIB [copied|streamed] [SETTING...]]}.
 */
public final class Parts {
  private static final long GIB = 100;

  /** Parts are copied above one. */
  private static final long FEWEST = 2;

  private static final long MOST = 2_000;

  private Parts() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      System.exit(run(List.of(args)) ? 0 : 1);
    } catch (Refusal | IllegalArgumentException e) {
      System.err.println("parts: " + e.getMessage());
      System.exit(Refusal.EXIT);
    }
  }

  private static boolean run(List<String> args) throws IOException, InterruptedException {
    long gib = args.isEmpty() ? GIB : number(args.getFirst());
    Set<Way> ways = new LinkedHashSet<>();
    List<Setting> settings = new ArrayList<>();
    for (String word : args.subList(Math.min(1, args.size()), args.size())) {
      Optional<Way> way = way(word);
      if (way.isPresent()) ways.add(way.get());
      else settings.add(Setting.parse(word));
    }
    if (ways.isEmpty()) ways.addAll(List.of(Way.values()));
    if (settings.isEmpty()) {
      settings = List.of(new Setting(false, Duration.ZERO), new Setting(true, Duration.ZERO));
    }
    Path folder = Files.createTempDirectory("parts");
    Time time = new SystemTime();
    Path server = NullServer.program(Path.of("bench").toAbsolutePath());
    Stand stand = new Stand(server, Certificate.make(folder), folder, time);
    System.out.printf("logs in %s%n", folder);
    Distribution distribution = new Distribution(Path.of("dist/target/longhaul").toAbsolutePath());
    Longhaul.startOnce(distribution, folder.resolve("first.log"));
    try (EmbeddedElsewhere cloud =
        EmbeddedElsewhere.up(distribution, folder.resolve("cloud"), folder.resolve("s3"), time)) {
      PartsTable table = new PartsTable(stand, gib, System.out::println);
      for (Way way : ways) {
        List<Program> programs = programs(distribution, cloud, way);
        for (Setting setting : settings) {
          table.measure(setting, way, programs, Rounds.count(System.getenv()));
        }
      }
      table.lines().forEach(System.out::println);
      Goals goals = table.goals();
      goals.lines().forEach(System.out::println);
      table.wrong().forEach(line -> System.out.println("WRONG " + line));
      boolean holds = goals.hold() && table.wrong().isEmpty();
      System.out.println(holds ? "holds" : "DOES NOT HOLD");
      return holds;
    }
  }

  private static Optional<Way> way(String word) {
    for (Way way : Way.values()) if (way.label().equals(word)) return Optional.of(way);
    return Optional.empty();
  }

  private static long number(String word) {
    try {
      long gib = Long.parseLong(word.replace("_", ""));
      if (gib >= FEWEST && gib <= MOST) return gib;
    } catch (NumberFormatException e) {
      // as one that is too small
    }
    throw new IllegalArgumentException(
        String.format(Locale.ROOT, "GIB '%s': write %d to %,d", word, FEWEST, MOST));
  }

  private static List<Program> programs(
      Distribution distribution, EmbeddedElsewhere cloud, Way way) {
    List<Program> programs = new ArrayList<>();
    programs.add(new Longhaul(distribution, cloud, Table.OURS, 1).with(way.job()));
    for (PartsPeer peer : PartsPeer.values()) {
      peer.program(way, System.getenv()).ifPresent(programs::add);
    }
    return programs;
  }
}
