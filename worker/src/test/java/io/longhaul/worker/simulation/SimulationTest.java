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

  private static String run(long seed) {
    List<String> wrong = new World(seed, Sabotage.NONE).run();
    return wrong.isEmpty() ? "" : "seed " + seed + ": " + wrong;
  }
}
