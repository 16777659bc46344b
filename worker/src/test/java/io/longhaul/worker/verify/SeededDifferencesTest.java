package io.longhaul.worker.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.UnitBudget;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeededDifferencesTest {
  private static final int OBJECTS = 4_000;
  private static final int EACH = 160;
  private static final int DIFFERENCES = EACH * Seeding.Sort.values().length;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void each_is_found_and_no_other_and_redriven_all_but_the_extras_are_gone(long seed)
      throws Exception {
    System.out.printf("seed %d: %,d differences of %,d objects%n", seed, DIFFERENCES, OBJECTS);
    VerifyScene scene = new VerifyScene(seed);
    Seeding seeding = new Seeding(scene, seed);
    seeding.sow(OBJECTS, EACH);
    scene.withAttributes();
    scene.budget = new UnitBudget(300, 60, 5);
    scene.run();
    assertThat(seeding.expected).hasSizeGreaterThan(1_000);
    assertFound(scene, seeding.expected);
    assertBalances(scene.sum);
    assertThat(scene.sum.objects(Fate.LISTED)).isEqualTo(OBJECTS);
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(OBJECTS - DIFFERENCES);
    assertThat(scene.sum.objects(Fate.DEAD)).isEqualTo(DIFFERENCES);

    scene.redrive();
    Map<String, String> extras = new TreeMap<>(seeding.expected);
    extras.values().removeIf(words -> !words.equals("extra"));
    assertFound(scene, extras);
    assertBalances(scene.sum);
    assertThat(scene.sum.objects(Fate.COPIED)).isEqualTo(DIFFERENCES - EACH);

    scene.dead.clear();
    scene.sum = Tally.NONE;
    scene.byBytes();
    scene.run();
    assertFound(scene, extras);
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(OBJECTS - EACH);
  }

  /** Each and no other; only those are named that are not as they should be. */
  private static void assertFound(VerifyScene scene, Map<String, String> expected) {
    Map<String, String> found = scene.words();
    Map<String, String> wrong = new TreeMap<>();
    expected.forEach((key, words) -> {
      if (!words.equals(found.get(key))) wrong.put(key, words + ", found: " + found.get(key));
    });
    found.forEach((key, words) -> {
      if (!expected.containsKey(key)) wrong.put(key, "nothing, found: " + words);
    });
    assertThat(wrong).isEmpty();
  }

  private static void assertBalances(Tally tally) {
    assertThat(tally.imbalance()).isZero();
    assertThat(tally.imbalanceInBytes()).isZero();
    assertThat(tally.objects(Fate.FORWARDED)).isEqualTo(tally.objects(Fate.RECEIVED));
    assertThat(tally.bytes(Fate.FORWARDED)).isEqualTo(tally.bytes(Fate.RECEIVED));
  }
}
