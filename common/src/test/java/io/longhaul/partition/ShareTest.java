package io.longhaul.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longhaul.job.Alphabet;
import io.longhaul.unit.Payload.Range;
import org.junit.jupiter.api.Test;

class ShareTest {
  private static final Alphabet HEX = Alphabet.UPPER_HEX;

  @Test
  void a_key_half_way_between_two_bounds_has_half_of_the_range_below_it() {
    assertThat(Share.upTo("in/A8", new Range("in/", "in/A", "in/B"), HEX)).isEqualTo(0.5);
    assertThat(Share.upTo("in/8", new Range("in/", "", null), HEX)).isEqualTo(0.5);
    assertThat(Share.upTo("in/C", new Range("in/", "in/8", null), HEX)).isEqualTo(0.5);
    assertThat(Share.upTo("in/0FFFF", new Range("in/", "", "in/1"), HEX))
        .isCloseTo(1, within(0.01));
    assertThat(Share.upTo("in/0", new Range("in/", "", "in/1"), HEX)).isZero();
  }

  @Test
  void where_names_lie_outside_the_alphabet_nothing_can_be_told() {
    assertThat(Share.upTo("in/y", new Range("in/", "in/x", null), HEX)).isZero();
    assertThat(Share.upTo("in/.b", new Range("in/", "in/.a", "in/.c"), HEX)).isZero();
  }

  @Test
  void names_that_differ_only_far_behind_count_as_just_begun() {
    String deep = "in/logs/of/the/year/2026/";
    assertThat(Share.upTo(deep + "9", new Range("in/", deep + "1", null), HEX)).isZero();
  }
}
