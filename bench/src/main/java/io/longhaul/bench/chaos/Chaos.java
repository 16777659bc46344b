package io.longhaul.bench.chaos;

import io.longhaul.bench.Distribution;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/**
 * Disturbs four workers for so many minutes, by a seed that it prints, and fails if an object is
 * lost or wrong or a run does not end: {@code chaos [MINUTES [SEED]]}.
 *
 * <p>{@code LONGHAUL_CHAOS_BUCKETS} names the folder for the buckets: on a disk of at most 2 GiB,
 * which is then really made full.
 */
public final class Chaos {
  private static final Path HOME = Path.of("dist/target/longhaul").toAbsolutePath();

  private Chaos() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    long minutes = args.length > 0 ? Long.parseLong(args[0]) : 30;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : new SecureRandom().nextInt(1_000_000);
    Path folder = Files.createTempDirectory("chaos");
    String disk = System.getenv().getOrDefault("LONGHAUL_CHAOS_BUCKETS", "");
    Path buckets = Files.createDirectories(disk.isEmpty() ? folder.resolve("s3") : Path.of(disk));
    System.out.printf("seed %d; logs in %s%n", seed, folder.resolve("logs"));
    Distribution distribution = new Distribution(HOME);
    distribution.endsWithThisProcess();
    Time time = new SystemTime();
    Instant began = time.now();
    ChaosRun.Judgement judgement =
        new ChaosRun(
                distribution,
                folder,
                buckets,
                time,
                line -> System.out.println(since(began, time) + " " + line))
            .run(Plan.of(Duration.ofMinutes(minutes)), seed);
    System.out.println(judgement.text());
    judgement.wrong().forEach(System.out::println);
    boolean holds = judgement.wrong().isEmpty();
    System.out.println(
        holds ? "holds: nothing lost, nothing wrong, every run ended" : "DOES NOT HOLD");
    System.exit(holds ? 0 : 1);
  }

  private static String since(Instant began, Time time) {
    long seconds = Duration.between(began, time.now()).toSeconds();
    return "%02d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
