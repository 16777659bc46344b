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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds the product's server-side copies beside those of other programs, and fails if it asks for
 * more than it must or misses what is promised: {@code copies [OBJECTS [SETTING...]]}.
 */
public final class Copies {
  private static final long OBJECTS = 2_500_000;

  private Copies() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      System.exit(run(args) ? 0 : 1);
    } catch (Refusal | IllegalArgumentException e) {
      System.err.println("copies: " + e.getMessage());
      System.exit(Refusal.EXIT);
    }
  }

  private static boolean run(String[] args) throws IOException, InterruptedException {
    long objects = args.length > 0 ? number(args[0]) : OBJECTS;
    List<Setting> settings = new ArrayList<>();
    for (int i = 1; i < args.length; i++) settings.add(Setting.parse(args[i]));
    if (settings.isEmpty()) settings = Setting.ALL;
    Path folder = Files.createTempDirectory("copies");
    Stand stand =
        new Stand(
            NullServer.program(Path.of("bench").toAbsolutePath()),
            Certificate.make(folder),
            folder,
            new SystemTime());
    System.out.printf("logs in %s%n", folder);
    Time time = new SystemTime();
    Distribution distribution = new Distribution(Path.of("dist/target/longhaul").toAbsolutePath());
    Longhaul.startOnce(distribution, folder.resolve("first.log"));
    try (EmbeddedElsewhere cloud =
        EmbeddedElsewhere.up(distribution, folder.resolve("cloud"), folder.resolve("s3"), time)) {
      Table table =
          new Table(
              stand,
              programs(distribution, cloud),
              Rounds.count(System.getenv()),
              System.out::println);
      for (Setting setting : settings) table.measure(setting, objects);
      table.lines().forEach(System.out::println);
      Goals goals = table.goals();
      goals.lines().forEach(System.out::println);
      table.wrong().forEach(line -> System.out.println("WRONG " + line));
      boolean holds = goals.hold() && table.wrong().isEmpty();
      System.out.println(holds ? "holds" : "DOES NOT HOLD");
      return holds;
    }
  }

  private static long number(String word) {
    try {
      long objects = Long.parseLong(word.replace("_", ""));
      if (objects >= Table.COLD) return objects;
    } catch (NumberFormatException e) {
      // as one that is too small
    }
    throw new IllegalArgumentException(
        "OBJECTS '%s': write a number from %,d on".formatted(word, Table.COLD));
  }

  private static List<Program> programs(Distribution distribution, EmbeddedElsewhere cloud) {
    List<Program> programs = new ArrayList<>();
    programs.add(new Longhaul(distribution, cloud, Table.OURS, 1));
    programs.add(new Longhaul(distribution, cloud, Table.SDK, 8));
    programs.add(new Bare());
    for (Peer peer : Peer.values()) {
      Optional<Path> found = peer.find(System.getenv());
      if (found.isPresent()) programs.add(peer.copies(found.get()));
      else System.out.println(peer.missing());
    }
    return programs;
  }
}
