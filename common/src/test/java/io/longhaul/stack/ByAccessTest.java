package io.longhaul.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.Access.Payer;
import io.longhaul.job.StoreAccess;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ByAccessTest {
  private int made;
  private final ByAccess<Integer> kept = new ByAccess<>();
  private final Function<StoreAccess, Integer> make = access -> made++;

  private static StoreAccess region(int number) {
    return new StoreAccess(
        Optional.empty(), Optional.of("r-" + number), Optional.empty(), Payer.OWNER, Map.of());
  }

  @Test
  void one_way_has_one_however_often_it_is_asked_for() {
    assertThat(kept.of(region(1), make)).isEqualTo(kept.of(region(1), make));
    assertThat(kept.of(region(2), make)).isNotEqualTo(kept.of(region(1), make));
    assertThat(made).isEqualTo(2);
  }

  @Test
  void the_one_that_was_not_asked_for_longest_is_forgotten() {
    for (int i = 0; i < 100; i++) kept.of(region(i), make);
    int first = kept.of(region(0), make);
    kept.of(region(100), make);
    assertThat(kept.of(region(0), make)).as("asked for lately").isEqualTo(first);
    int before = made;
    kept.of(region(1), make);
    assertThat(made).as("made anew").isEqualTo(before + 1);
  }
}
