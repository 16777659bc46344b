package io.longhaul.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.Payload.Range;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HalfwayTest {
  private static final Range ALL = new Range("", "", null);

  private int questions;

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @Test
  void names_that_are_spread_are_cut_at_the_middle_of_the_alphabet_for_two_questions()
      throws Exception {
    List<String> keys = Middle.NAMES.characters().chars().mapToObj(Character::toString).toList();

    assertThat(cut(ALL, keys)).contains("V");
    assertThat(questions).isEqualTo(2);
    assertThat(cut(new Range("", "", "9"), keys)).contains("4");
    assertThat(questions).isEqualTo(2 + 2);
  }

  @Test
  void names_of_few_characters_are_cut_at_the_middle_of_those() throws Exception {
    List<String> keys = IntStream.range(0, 256).mapToObj("%02X"::formatted).toList();

    assertThat(cut(ALL, keys)).contains("8");
    assertThat(questions).isLessThan(16);
  }

  @Test
  void what_lies_below_one_long_folder_is_cut_where_its_names_differ() throws Exception {
    List<String> keys =
        IntStream.range(0, 120)
            .mapToObj(i -> "data/warehouse/orders/year=2026/month=%02d/part".formatted(i % 12 + 1))
            .distinct()
            .toList();

    assertThat(cut(ALL, keys)).contains("data/warehouse/orders/year=2026/month=1");
    assertThat(questions).isLessThan(20);
  }

  @Test
  void every_cut_leaves_keys_on_both_sides_until_each_is_alone() throws Exception {
    TreeSet<String> keys = new TreeSet<>(KeyOrder.BYTES);
    for (int i = 0; i < 500; i++) keys.add("usr/share/doc/p" + i % 7 + "/" + i * 31);
    keys.add("zebra");
    Deque<Range> open = new ArrayDeque<>(List.of(ALL));
    int alone = 0;
    while (!open.isEmpty()) {
      Range range = open.remove();
      Optional<String> bound = cut(range, keys);
      if (bound.isEmpty()) {
        assertThat(within(range, keys)).hasSize(1);
        alone++;
        continue;
      }
      List<Range> halves = Rest.at(range, bound.get());
      assertThat(halves).hasSize(2).allSatisfy(half -> assertThat(within(half, keys)).isNotEmpty());
      open.addAll(halves);
    }
    assertThat(alone).isEqualTo(keys.size());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatever_the_keys_a_bound_has_some_below_it_and_takes_few_questions(int seed)
      throws Exception {
    Random random = new Random(seed);
    String prefix = OddKeys.name(random, 4);
    List<String> keys = OddKeys.below(prefix, random, 40);
    String after = keys.get(random.nextInt(keys.size()));
    Range range = new Range(prefix, random.nextBoolean() ? after : "", null);

    Optional<String> bound = cut(range, keys);

    assertThat(questions).isLessThanOrEqualTo(Halfway.MOST_QUESTIONS + 1);
    if (within(range, keys).size() > 1) assertThat(bound).isPresent();
    bound.ifPresent(at -> {
      assertThat(at.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
      List<Range> halves = Rest.at(range, at);
      assertThat(halves).hasSize(2);
      assertThat(within(halves.getFirst(), keys)).isNotEmpty();
    });
  }

  @Test
  void one_key_or_none_is_not_cut() throws Exception {
    assertThat(cut(ALL, List.of())).isEmpty();
    assertThat(cut(ALL, List.of("only/one"))).isEmpty();
  }

  @Test
  void keys_that_change_while_they_are_asked_for_end_it_within_its_questions() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      questions = 0;
      Optional<String> bound =
          Halfway.of(
              ALL,
              Middle.NAMES,
              range -> {
                questions++;
                return OddKeys.below("", random, 3).stream().filter(range::holds).findFirst();
              });

      assertThat(questions).isLessThanOrEqualTo(Halfway.MOST_QUESTIONS);
      bound.ifPresent(at -> assertThat(Rest.at(ALL, at)).hasSizeBetween(1, 2));
    }
  }

  private Optional<String> cut(Range range, Collection<String> keys) throws InterruptedException {
    return Halfway.of(
        range,
        Middle.NAMES,
        asked -> {
          questions++;
          return keys.stream().filter(asked::holds).min(KeyOrder.BYTES);
        });
  }

  private static List<String> within(Range range, Collection<String> keys) {
    return new ArrayList<>(keys.stream().filter(range::holds).toList());
  }
}
