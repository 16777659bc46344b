package io.longhaul.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.pattern.KeyPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  static IntStream seeds() {
    return IntStream.range(0, 100);
  }

  @Test
  void an_object_is_meant_if_it_matches_any_include_and_no_exclude_in_any_order() {
    Selection csv = names(List.of("**/*.csv", "keep/**"), List.of("**/tmp/**", "**/*.csv"));
    assertThat(csv.holds("keep/a", 1, NOON)).isTrue();
    assertThat(csv.holds("a.csv", 1, NOON)).isFalse();
    assertThat(csv.holds("keep/tmp/a", 1, NOON)).isFalse();
    assertThat(csv.holds("a.txt", 1, NOON)).isFalse();
    assertThat(names(List.of(), List.of("*.tmp")).holds("a.txt", 1, NOON)).isTrue();
    assertThat(Selection.ALL.holds("", 0, Instant.EPOCH)).isTrue();
  }

  @Test
  void a_bound_itself_lies_outside_of_both_its_sides() {
    ByteSize ten = ByteSize.parse("10 B");
    assertThat(sizes(ten, null).holds("a", 10, NOON)).isFalse();
    assertThat(sizes(ten, null).holds("a", 11, NOON)).isTrue();
    assertThat(sizes(null, ten).holds("a", 10, NOON)).isFalse();
    assertThat(sizes(null, ten).holds("a", 9, NOON)).isTrue();
    assertThat(times(NOON, null).holds("a", 1, NOON)).isFalse();
    assertThat(times(NOON, null).holds("a", 1, NOON.plusSeconds(1))).isTrue();
    assertThat(times(null, NOON).holds("a", 1, NOON)).isFalse();
    assertThat(times(null, NOON).holds("a", 1, NOON.minusSeconds(1))).isTrue();
  }

  /** The oracle says it in one sentence, with sets of names in place of patterns. */
  @ParameterizedTest
  @MethodSource("seeds")
  void any_selection_holds_what_its_sentence_says(int seed) {
    Random random = new Random(seed);
    List<String> names = List.of("a", "b", "c", "d");
    List<String> include = some(names, random);
    List<String> exclude = some(names, random);
    long larger = random.nextInt(5);
    long smaller = larger + 2 + random.nextInt(3);
    boolean bounded = random.nextBoolean();
    Selection selection =
        new Selection(
            patterns(include),
            patterns(exclude),
            bounded ? new ByteSize(larger) : null,
            bounded ? new ByteSize(smaller) : null,
            null,
            null);
    for (String name : names) {
      for (int size = 0; size < 12; size++) {
        boolean meant = include.isEmpty() || include.contains(name);
        if (exclude.contains(name)) meant = false;
        if (bounded && (size <= larger || size >= smaller)) meant = false;
        assertThat(selection.holds(name, size, NOON)).as("seed %d", seed).isEqualTo(meant);
      }
    }
  }

  @Test
  void bounds_between_which_nothing_lies_are_refused() {
    assertThatThrownBy(() -> sizes(ByteSize.parse("1 KiB"), ByteSize.parse("1025 B")))
        .hasMessage(
            "smaller-than: 1025 B: no size is larger than 1 KiB and smaller than this; write a"
                + " larger one");
    assertThatThrownBy(() -> times(NOON, NOON))
        .hasMessageStartingWith("modified-before: 2026-01-31T12:00:00Z: is not later than");
  }

  @ParameterizedTest
  @CsvSource({
    "0 B, 0, 0 B",
    "10 MiB, 10485760, 10 MiB",
    "10MiB, 10485760, 10 MiB",
    "1024 KiB, 1048576, 1 MiB",
    "1.5 GiB, 1610612736, 1536 MiB",
    "10 MB, 10000000, 10000000 B",
    "500 kB, 500000, 500000 B",
    "5 TiB, 5497558138880, 5 TiB"
  })
  void a_size_is_a_number_and_its_unit(String text, long bytes, String written) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
    assertThat(ByteSize.parse(text)).hasToString(written);
    assertThat(ByteSize.parse(written)).isEqualTo(new ByteSize(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10", "MiB", "-1 B", "1 mib", "1.5 B", "1e3 B", "999999999999999 TiB", ""})
  void what_is_no_size_is_refused_in_a_line(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + text + "' is ");
  }

  private static List<String> some(List<String> names, Random random) {
    List<String> some = new ArrayList<>(names);
    some.removeIf(name -> random.nextInt(3) > 0);
    return some;
  }

  private static List<KeyPattern> patterns(List<String> texts) {
    return texts.stream().map(KeyPattern::parse).toList();
  }

  private static Selection names(List<String> include, List<String> exclude) {
    return new Selection(patterns(include), patterns(exclude), null, null, null, null);
  }

  private static Selection sizes(@Nullable ByteSize larger, @Nullable ByteSize smaller) {
    return new Selection(List.of(), List.of(), larger, smaller, null, null);
  }

  private static Selection times(@Nullable Instant after, @Nullable Instant before) {
    return new Selection(List.of(), List.of(), null, null, after, before);
  }
}
