package io.longhaul.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.job.Alphabet;
import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.Payload;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RestTest {
  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_middle_lies_strictly_between_and_is_text(int seed) {
    Random random = new Random(seed);
    String prefix = OddKeys.name(random, 2);
    List<String> keys = OddKeys.below(prefix, random, 30);
    for (int i = 0; i < keys.size(); i++) {
      String low = keys.get(i);
      String high = i + 1 < keys.size() ? keys.get(i + 1) : null;
      Optional<String> middle =
          Middle.between(
              prefix, low, high, random.nextBoolean() ? Middle.NAMES : Alphabet.UPPER_HEX);
      middle.ifPresent(at -> {
        assertThat(KeyOrder.compare(at, low)).isPositive();
        if (high != null) assertThat(KeyOrder.compare(at, high)).isNegative();
        assertThat(at).startsWith(prefix);
        assertThat(at.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
      });
      if (high == null) assertThat(middle).isPresent();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_parts_of_a_rest_hold_what_it_holds_and_none_twice(int seed) {
    Random random = new Random(seed);
    String prefix = OddKeys.name(random, 2);
    List<String> keys = OddKeys.below(prefix, random, 60);
    String until = random.nextBoolean() ? null : keys.get(keys.size() * 3 / 4) + "x";
    Payload.Range whole = new Payload.Range(prefix, "", until);
    String last = keys.get(keys.size() / 3);
    Payload.Range rest = Rest.of(whole, last).orElseThrow();
    List<Payload.Range> parts = Rest.cut(rest, 1 + random.nextInt(8), Middle.NAMES);
    for (String key : keys) {
      boolean left = whole.holds(key) && KeyOrder.compare(key, last) > 0;
      assertThat(parts).as(key).filteredOn(part -> part.holds(key)).hasSize(left ? 1 : 0);
    }
  }

  @Test
  void behind_the_last_possible_key_there_is_no_rest() {
    Payload.Range range = new Payload.Range("a/", "a/1", "a/2");
    assertThat(Rest.of(range, "a/2")).isEmpty();
    assertThat(Rest.of(range, "a/10")).contains(new Payload.Range("a/", "a/10", "a/2"));
    assertThatThrownBy(() -> Rest.of(range, "a/3")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_range_that_was_never_begun_keeps_the_key_that_is_its_prefix() {
    List<Payload.Range> parts = Rest.cut(new Payload.Range("a/", "", null), 2, Alphabet.UPPER_HEX);
    assertThat(parts)
        .containsExactly(new Payload.Range("a/", "", "a/8"), new Payload.Range("a/", "a/8", null));
    assertThat(parts.getFirst().holds("a/")).isTrue();
  }

  @Test
  void where_no_key_fits_between_the_bounds_a_range_stays_whole() {
    Payload.Range range = new Payload.Range("", "a", "a\u0001");
    assertThat(Rest.cut(range, 4, Middle.NAMES)).containsExactly(range);
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource({
    "o/0A4711/x, o/10, o/0D",
    "o/00, o/10, o/08",
    "o/0F12/x, o/10, o/0F9",
    "o/FFFF/9, , o/FFFF/D",
    "o/12, o/13, o/128",
    "o/1F, o/20, o/1F8"
  })
  void hexadecimal_names_are_cut_where_half_of_them_lie(String low, String high, String middle) {
    assertThat(Middle.between("o/", low, high, Alphabet.UPPER_HEX)).contains(middle);
  }
}
