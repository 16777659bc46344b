package io.longhaul.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The whole core under every fault there is: whatever goes wrong, nothing is lost and runs end.
 *
 * <p>Seeds run one after the other: worlds on two threads would meet at locks of the JDK, and wake
 * each other there in an order that no seed decides.
 */
class SimulationTest {
  private static final long SEEDS = Long.getLong("longhaul.simulation.seeds", 10_000);
  private static final long FIRST = Long.getLong("longhaul.simulation.first", 1);

  /**
   * A failing seed is printed; -Dlonghaul.simulation.first=SEED -Dlonghaul.simulation.seeds=1
   * replays it.
   */
  @Test
  void whatever_goes_wrong_no_unit_is_lost_and_the_run_ends() {
    List<String> wrong =
        LongStream.range(FIRST, FIRST + SEEDS)
            .mapToObj(SimulationTest::run)
            .filter(found -> !found.isEmpty())
            .limit(5)
            .toList();
    assertThat(wrong).isEmpty();
  }

  @Test
  void a_seed_replays() {
    IntStream.range(0, 20)
        .forEach(seed -> {
          World one = new World(seed, Sabotage.NONE);
          World other = new World(seed, Sabotage.NONE);
          one.run();
          other.run();
          assertThat(one.steps()).isEqualTo(other.steps());
        });
  }

  /** Were there no such writes, all that is said of them would prove nothing. */
  @Test
  void writes_land_after_their_worker_lost_its_session_and_some_of_them_too_late_to_matter() {
    int landed = 0;
    int refused = 0;
    for (long seed = 1; seed <= 500 && (landed == 0 || refused == 0); seed++) {
      World world = new World(seed, Sabotage.NONE);
      world.run();
      if (!(world.work instanceof CopyWork copies)) continue;
      landed += copies.s3.landedTooLate;
      refused += copies.s3.refusedTooLate;
    }
    assertThat(landed).isPositive();
    assertThat(refused).isPositive();
  }

  private static String run(long seed) {
    List<String> wrong = new World(seed, Sabotage.NONE).run();
    return wrong.isEmpty() ? "" : "seed " + seed + ": " + wrong;
  }
}
