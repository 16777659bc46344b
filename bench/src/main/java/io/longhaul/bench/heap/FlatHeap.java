package io.longhaul.bench.heap;

import io.longhaul.bench.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures what coordinator and worker hold alive at 10,000 and at 1,000,000 objects, and fails if
 * it grows: {@code flat-heap [FEW [MANY]]}.
 */
public final class FlatHeap {
  private static final Path HOME = Path.of("dist/target/longhaul").toAbsolutePath();

  /** Flat: what many take, of what few take. Code that is compiled later brings classes along. */
  private static final double MOST_TIMES = 1.25;

  private static final long MOST_MORE = 2L << 20;

  private FlatHeap() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    long few = args.length > 0 ? Long.parseLong(args[0]) : 10_000;
    long many = args.length > 1 ? Long.parseLong(args[1]) : 1_000_000;
    Distribution distribution = new Distribution(HOME);
    distribution.endsWithThisProcess();
    HeapRun run = new HeapRun(Files.createTempDirectory("flat-heap"), distribution);
    HeapRun.Seen small = run.copy(few);
    print(small);
    HeapRun.Seen large = run.copy(many);
    print(large);
    boolean holds =
        done(small)
            && done(large)
            && flat("coordinator", small.coordinator(), large.coordinator())
            && flat("worker", small.worker(), large.worker());
    System.out.println(holds ? "holds" : "DOES NOT HOLD");
    System.exit(holds ? 0 : 1);
  }

  static boolean done(HeapRun.Seen seen) {
    return seen.exit() == 0
        && seen.copies() >= seen.objects()
        && seen.coordinator() > 0
        && seen.worker() > 0;
  }

  private static boolean flat(String who, long small, long large) {
    System.out.printf("%s: %.2f times%n", who, (double) large / small);
    return isFlat(small, large);
  }

  static boolean isFlat(long small, long large) {
    return large <= small * MOST_TIMES + MOST_MORE;
  }

  private static void print(HeapRun.Seen seen) {
    System.out.printf(
        "%,d objects: %,d copies, exit %d; alive at most: coordinator %.1f MB, worker %.1f MB"
            + " (%d looks)%n",
        seen.objects(),
        seen.copies(),
        seen.exit(),
        seen.coordinator() / 1e6,
        seen.worker() / 1e6,
        seen.looks());
  }
}
