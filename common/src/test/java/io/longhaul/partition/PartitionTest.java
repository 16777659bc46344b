package io.longhaul.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.job.Alphabet;
import io.longhaul.job.Cut;
import io.longhaul.pattern.Rename;
import io.longhaul.s3.ListRequest;
import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTest {
  private static final List<String> BASES = List.of("", "2019/", "2019", "\ud83d\ude00/");
  private static final List<Alphabet> ALPHABETS =
      List.of(
          Alphabet.UPPER_HEX,
          Alphabet.LOWER_HEX,
          new Alphabet("AF"),
          new Alphabet(" /~"),
          new Alphabet("0\ue000\ud83d\ude00"));

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  private static Partition hex(Random random) {
    return new Partition(
        BASES.get(random.nextInt(BASES.size())),
        new Cut.Hex(ALPHABETS.get(random.nextInt(ALPHABETS.size())), 1 + random.nextInt(2)));
  }

  private static Partition prefixes(Random random) {
    List<String> list = new ArrayList<>();
    for (int i = random.nextInt(8); i >= 0; i--) list.add(OddKeys.name(random, 2));
    return new Partition(BASES.get(random.nextInt(BASES.size())), new Cut.Prefixes(list));
  }

  private static List<Payload.Range> ranges(Partition partition) {
    return IntStream.range(0, partition.count()).mapToObj(partition::range).toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void every_key_below_the_base_lies_in_exactly_one_range(int seed) {
    Random random = new Random(seed);
    Partition partition = hex(random);
    List<String> keys = OddKeys.below(partition.base(), random, 200);
    for (Payload.Range range : ranges(partition)) { // keys that are cuts, and those around them
      if (range.until() != null) keys.addAll(List.of(range.until(), range.until() + "\u0001"));
    }
    for (String key : keys) {
      assertThat(ranges(partition)).as(key).filteredOn(range -> range.holds(key)).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void prefixes_hold_each_key_that_begins_with_one_of_them_once_and_no_other(int seed) {
    Random random = new Random(seed);
    Partition partition = prefixes(random);
    List<String> prefixes = ((Cut.Prefixes) partition.cut()).list();
    List<String> keys = OddKeys.below(partition.base(), random, 200);
    for (String prefix : prefixes) keys.add(partition.base() + prefix);
    for (String key : keys) {
      String name = key.substring(partition.base().length());
      boolean meant = prefixes.stream().anyMatch(name::startsWith);
      assertThat(ranges(partition)).filteredOn(range -> range.holds(key)).hasSize(meant ? 1 : 0);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_listing_brings_all_that_its_range_holds_on_both_sides(int seed) {
    Random random = new Random(seed);
    Partition partition = random.nextBoolean() ? hex(random) : prefixes(random);
    Mapping mapping = new Mapping(partition.base(), OddKeys.name(random, 3));
    List<String> keys = OddKeys.below(partition.base(), random, 200);
    for (Payload.Range range : ranges(partition)) {
      ListRequest request = RangeListing.of("bucket", range);
      ListRequest mapped = RangeListing.of("bucket", mapping.range(range));
      for (String key : keys) {
        assertThat(mapping.back(mapping.key(key))).isEqualTo(key);
        assertThat(mapping.range(range).holds(mapping.key(key))).isEqualTo(range.holds(key));
        if (range.holds(key)) {
          assertThat(listed(request, key)).isTrue();
          assertThat(listed(mapped, mapping.key(key))).isTrue();
        }
      }
    }
  }

  /** So that two listings can be merged, whatever prefixes they have. */
  @ParameterizedTest
  @MethodSource("seeds")
  void another_prefix_keeps_the_order_of_keys_and_leads_back(int seed) {
    Random random = new Random(seed);
    String from = OddKeys.name(random, 3);
    Mapping mapping = new Mapping(from, OddKeys.name(random, 3));
    assertThat(mapping.keepsOrder()).isTrue();
    List<String> keys = OddKeys.below(from, random, 100);
    for (String one : keys) {
      for (String other : keys) {
        int order = Integer.signum(KeyOrder.compare(one, other));
        int there = KeyOrder.compare(mapping.key(one), mapping.key(other));
        assertThat(Integer.signum(there)).isEqualTo(order);
      }
      assertThat(mapping.back(mapping.key(one))).isEqualTo(one);
    }
  }

  @Test
  void a_rename_keeps_no_order_and_leads_nowhere_back() {
    Mapping mapping = new Mapping("in/", "out/", Rename.of("(.)(.*)", "$2$1"));
    assertThat(mapping.keepsOrder()).isFalse();
    assertThat(mapping.key("in/abc")).isEqualTo("out/bca");
    assertThat(mapping.key("in/")).isEqualTo("out/");
    assertThatThrownBy(() -> mapping.back("out/bca")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> mapping.range(new Payload.Range("in/", "", null)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static boolean listed(ListRequest request, String key) {
    String after = request.startAfter();
    return key.startsWith(request.prefix()) && (after == null || KeyOrder.compare(key, after) > 0);
  }

  @Test
  void ranges_of_depth_two_read_as_a_person_would_cut() {
    Partition partition = new Partition("o/", new Cut.Hex(Alphabet.UPPER_HEX, 2));
    assertThat(partition.count()).isEqualTo(256);
    assertThat(partition.range(0)).isEqualTo(new Payload.Range("o/", "", "o/01"));
    assertThat(partition.range(16)).isEqualTo(new Payload.Range("o/", "o/10", "o/11"));
    assertThat(partition.range(255)).isEqualTo(new Payload.Range("o/", "o/FF", null));
    assertThatThrownBy(() -> partition.range(256)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void what_is_asked_of_a_listing_is_what_both_bounds_begin_with() {
    assertThat(RangeListing.of("b", new Payload.Range("o/", "o/10", "o/11")))
        .isEqualTo(ListRequest.of("b", "o/1").after("o/10"));
    assertThat(RangeListing.of("b", new Payload.Range("o/", "", "o/01")))
        .isEqualTo(ListRequest.of("b", "o/"));
    assertThat(RangeListing.of("b", new Payload.Range("", "\ud83d\ude00", "\ud83d\ude01")).prefix())
        .isEmpty();
  }

  @Test
  void a_bound_longer_than_any_key_is_cut_where_a_character_ends() {
    String longer = "\u00e9".repeat(600);
    ListRequest request = RangeListing.of("b", new Payload.Range("", longer, null));
    assertThat(request.startAfter()).isEqualTo("\u00e9".repeat(512));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 17, 100, 256, 999, 1000, 4096, 65_536})
  void the_order_of_sending_takes_every_range_once(int count) {
    assertThat(IntStream.range(0, count).map(place -> SendingOrder.at(place, count)).sorted())
        .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
  }

  @Test
  void ranges_sent_one_after_the_other_are_far_apart() {
    assertThat(IntStream.range(0, 8).map(place -> SendingOrder.at(place, 256)))
        .containsExactly(0, 128, 64, 192, 32, 160, 96, 224);
    for (int place = 1; place < 1000; place++) {
      int apart = Math.abs(SendingOrder.at(place, 1000) - SendingOrder.at(place - 1, 1000));
      assertThat(apart).as("place " + place).isGreaterThan(50);
    }
  }
}
