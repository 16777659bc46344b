package io.longhaul.bench.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class CurveTest {
  /** Looks at each second; nothing is copied in the first ten. */
  private static Curve of(int seconds, IntUnaryOperator allowed, IntUnaryOperator refused) {
    List<Curve.Look> looks = new ArrayList<>();
    long copies = 0;
    long refusals = 0;
    for (int second = 0; second <= seconds + 10; second++) {
      if (second > 10) copies += allowed.applyAsInt(second - 11);
      if (second > 10) refusals += refused.applyAsInt(second - 11);
      looks.add(new Curve.Look(Duration.ofSeconds(second).toNanos(), copies, refusals));
    }
    return new Curve(looks);
  }

  @Test
  void the_minute_after_the_first_counts_from_the_first_copy_on() {
    Curve curve =
        of(200, second -> second < 60 ? 1 : second < 120 ? 90 : 1, second -> second < 60 ? 50 : 10);

    assertThat(curve.perSecond(60)).isEqualTo(90);
    assertThat(curve.refused(60)).isEqualTo(0.1);
  }

  @Test
  void a_run_that_ends_within_that_minute_is_judged_until_its_end() {
    assertThat(of(100, second -> 70, second -> 0).perSecond(60)).isEqualTo(70);
    assertThat(of(65, second -> 70, second -> 0).perSecond(60)).as("too short").isNaN();
  }

  @Test
  void what_settles_late_or_never_is_said() {
    Curve curve = of(200, second -> second < 20 ? 1 : 100, second -> 0);

    assertThat(curve.settledAfter(100)).contains(Duration.ofSeconds(20));
    assertThat(curve.settledAfter(101)).isEmpty();
  }
}
