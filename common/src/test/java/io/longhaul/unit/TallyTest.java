package io.longhaul.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {
  @Test
  void what_came_in_less_what_was_accounted_for_is_the_imbalance() {
    Tally tally =
        Tally.of(Fate.LISTED, 10, 1000)
            .with(Fate.RECEIVED, 2, 20)
            .with(Fate.COPIED, 7, 700)
            .with(Fate.GONE, 1, 5);
    assertThat(tally.imbalance()).isEqualTo(10 + 2 - 7 - 1);
    assertThat(tally.imbalanceInBytes()).isEqualTo(1000 + 20 - 700 - 5);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"LISTED", "RECEIVED", "UNKNOWN"})
  void every_end_that_an_object_can_meet_accounts_for_it(Fate fate) {
    if (fate.isBeside()) return;
    Tally tally = Tally.of(Fate.LISTED, 3, 30).with(fate, 3, 30);
    assertThat(tally.imbalance()).isZero();
    assertThat(tally.imbalanceInBytes()).isZero();
  }

  @Test
  void what_was_never_listed_is_outside_the_balance() {
    assertThat(Tally.of(Fate.UNKNOWN, 1, 0).imbalance()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void what_is_counted_beside_is_outside_the_balance(Fate fate) {
    if (fate.isBeside()) assertThat(Tally.of(fate, 3, 30).imbalance()).isZero();
  }

  @Test
  void how_it_was_equal_is_outside_the_balance() {
    assertThat(Tally.of(Fate.TIMED, 1, 5).imbalance()).isZero();
    assertThat(Tally.of(Fate.TIMED, 1, 5).imbalanceInBytes()).isZero();
  }

  @Test
  void a_sum_less_one_of_its_parts_is_the_other() {
    Tally one = Tally.of(Fate.COPIED, 1, 2);
    Tally other = Tally.of(Fate.COPIED, 3, 4).with(Fate.EQUAL, 5, 6);
    assertThat(one.plus(other).plus(one.negated())).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one.plus(one.negated())).isEqualTo(Tally.NONE);
  }

  @Test
  void its_text_names_what_is_not_zero() {
    assertThat(Tally.NONE.text()).isEmpty();
    assertThat(Tally.of(Fate.COPIED, 10, 1234).with(Fate.LISTED, 10, 0).text())
        .isEqualTo("listed=10/0 copied=10/1234");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261125})
  void text_comes_back_as_it_went(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Tally tally = Tally.NONE;
      for (Fate fate : Fate.values()) {
        if (random.nextBoolean()) tally = tally.with(fate, random.nextLong(), random.nextLong());
      }
      assertThat(Tally.parse(tally.text())).as("seed %d, %s", seed, tally).isEqualTo(tally);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copied",
        "copied=1",
        "copied=1/",
        "copied=/1",
        "=1/1",
        "lost=1/1",
        "copied=a/1",
        "copied=1/1 ",
        " copied=1/1",
        "copied=1/2/3",
        "copied=1/1  equal=1/1",
        "copied=1.0/1",
        "copied=1/1 copied=1/1"
      })
  void what_is_no_tally_is_refused(String text) {
    assertThatThrownBy(() -> Tally.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }
}
