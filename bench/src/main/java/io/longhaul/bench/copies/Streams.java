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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds the product's streams from GET to PUT beside those of other programs, and fails if they
 * cost more than is promised or do not fit into memory: {@code streams [SETTING...]}.
 */
public final class Streams {
  private static final String MEMORY = "memory";
  private static final int AT_ONCE = 64;
  private static final Setting PLAIN = new Setting(false, Duration.ZERO);
  private static final Setting TLS = new Setting(true, Duration.ZERO);

  /** Where s5cmd puts what it moves. */
  private static final Path NO_DISK = Path.of("/dev/shm");

  private Streams() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      System.exit(run(List.of(args)) ? 0 : 1);
    } catch (Refusal | IllegalArgumentException e) {
      System.err.println("streams: " + e.getMessage());
      System.exit(Refusal.EXIT);
    }
  }

  private static boolean run(List<String> args) throws IOException, InterruptedException {
    boolean memory = args.isEmpty() || args.contains(MEMORY);
    Set<Setting> settings = settings(args);
    int rounds = Rounds.count(System.getenv());
    Path folder = Files.createTempDirectory("streams");
    Time time = new SystemTime();
    Path server = NullServer.program(Path.of("bench").toAbsolutePath());
    Stand stand = new Stand(server, Certificate.make(folder), folder, time);
    System.out.printf("logs in %s%n", folder);
    Distribution distribution = new Distribution(Path.of("dist/target/longhaul").toAbsolutePath());
    Path noDisk = Files.createTempDirectory(Files.isDirectory(NO_DISK) ? NO_DISK : folder, "lh");
    Thread atOurEnd = new Thread(() -> delete(noDisk, true));
    Runtime.getRuntime().addShutdownHook(atOurEnd);
    try (EmbeddedElsewhere cloud =
        EmbeddedElsewhere.up(distribution, folder.resolve("cloud"), folder.resolve("s3"), time)) {
      StreamTable table =
          new StreamTable(
              stand, programs(cloud, noDisk), () -> delete(noDisk, false), System.out::println);
      for (Setting setting : settings) {
        for (Size size : Size.values()) table.measure(setting, size, rounds);
      }
      table.lines().forEach(System.out::println);
      Goals goals = table.goals();
      List<String> wrong = new ArrayList<>(table.wrong());
      if (memory) wrong.addAll(fits(stand, cloud, folder, new Load(AT_ONCE, 256 << 20)));
      goals.lines().forEach(System.out::println);
      wrong.forEach(line -> System.out.println("WRONG " + line));
      boolean holds = goals.hold() && wrong.isEmpty();
      System.out.println(holds ? "holds" : "DOES NOT HOLD");
      return holds;
    }
  }

  private static Set<Setting> settings(List<String> args) {
    Set<Setting> settings = new LinkedHashSet<>();
    for (String word : args) if (!word.equals(MEMORY)) settings.add(Setting.parse(word));
    if (args.isEmpty()) settings.addAll(List.of(PLAIN, TLS));
    return settings;
  }

  private static List<Program> programs(EmbeddedElsewhere cloud, Path noDisk) {
    List<Program> programs = new ArrayList<>();
    programs.add(new LonghaulStreams(cloud, Table.OURS, 1));
    programs.add(new LonghaulStreams(cloud, Table.SDK, 2));
    for (Peer peer : Peer.values()) {
      Optional<Path> found = peer.find(System.getenv());
      if (found.isPresent()) programs.add(peer.streams(found.get(), noDisk));
      else System.out.println(peer.missing());
    }
    return programs;
  }

  /** What is wrong with so many at once in half a GiB of memory, over TLS: a line each. */
  static List<String> fits(Stand stand, EmbeddedElsewhere cloud, Path folder, Load load)
      throws IOException, InterruptedException {
    LonghaulStreams narrow = new LonghaulStreams(cloud, Table.OURS, 1).narrow();
    int atOnce = Math.toIntExact(load.objects());
    Trial trial = stand.run(narrow, TLS, load, atOnce, Size.LARGE.units(load), Size.LARGE::done);
    List<String> wrong = new ArrayList<>(StreamTable.wrongOfOurs(trial, load));
    Path log = folder.resolve(narrow.log() + ".log");
    try (Stream<String> lines = Files.lines(log)) {
      Optional<String> said = lines.filter(line -> line.startsWith(Alive.SAYS)).findFirst();
      if (said.isEmpty()) wrong.add("memory: nothing was said of it in " + log);
      else System.out.printf("%d of %,d MiB at once, %s%n", atOnce, load.bytes() >> 20, said.get());
    }
    return wrong;
  }

  /**
   * All that lies in a folder.
   *
   * @param itself whether the folder goes, too
   */
  private static void delete(Path folder, boolean itself) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        if (itself || !path.equals(folder)) Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      System.err.println("what is left in " + folder + ": " + e.getMessage());
    }
  }
}
