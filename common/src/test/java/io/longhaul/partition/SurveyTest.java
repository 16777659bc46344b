package io.longhaul.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.Payload.Range;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SurveyTest {
  private static final int MOST = 89;
  private static final Range ALL = new Range("", "", null, true);

  private int rounds;
  private int requests;

  static IntStream seeds() {
    return IntStream.range(0, 120);
  }

  /** Buckets as nobody wants to have them. */
  enum Bucket {
    EVEN_HEX {
      @Override
      String key(Random random, int number) {
        return "%08X".formatted(random.nextInt());
      }
    },
    ALL_BELOW_ONE_PREFIX {
      @Override
      String key(Random random, int number) {
        return "data/warehouse/orders/v2/part-%07d".formatted(number);
      }
    },
    A_HUNDRED_LEVELS_DEEP {
      @Override
      String key(Random random, int number) {
        return "d/".repeat(100) + "%06x".formatted(random.nextInt(1 << 24));
      }
    },
    BINARY_LIKE {
      @Override
      String key(Random random, int number) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < 6; i++) {
          int c = 1 + random.nextInt(random.nextBoolean() ? 0xff : 0x10fffe);
          boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
          key.appendCodePoint(half ? 0xfffd : c);
        }
        return key.toString();
      }
    },
    NINETY_PERCENT_BELOW_ONE_PREFIX {
      @Override
      String key(Random random, int number) {
        String folder = random.nextInt(10) == 0 ? "%02x/".formatted(random.nextInt(256)) : "7e/";
        return folder + "%06x".formatted(random.nextInt(1 << 24));
      }
    },
    AS_LONG_AS_A_KEY_MAY_BE {
      @Override
      String key(Random random, int number) {
        String end = "%07d".formatted(number);
        return "k".repeat(1024 - end.length()) + end;
      }
    },
    AROUND_SURROGATE_PAIRS {
      private static final List<String> PIECES =
          List.of("\ud7ff", "\ue000", "\uffee", "\ud800\udc00", "\udbff\udffd", "a", "\u0800");

      @Override
      String key(Random random, int number) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < 9; i++) key.append(PIECES.get(random.nextInt(PIECES.size())));
        return key.toString();
      }
    },
    FOLDERS_BY_DAY {
      @Override
      String key(Random random, int number) {
        return "logs/2026/%02d/%02d/%s"
            .formatted(random.nextInt(12) + 1, random.nextInt(28) + 1, number);
      }
    };

    abstract String key(Random random, int number);

    TreeSet<String> keys(long seed, int count) {
      Random random = new Random(seed);
      TreeSet<String> keys = new TreeSet<>(KeyOrder.BYTES);
      for (int i = 0; i < count; i++) keys.add(key(random, i));
      return keys;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatever_the_bucket_its_units_are_of_about_the_same_size_after_few_rounds(Bucket bucket)
      throws Exception {
    TreeSet<String> keys = bucket.keys(6, 60_000);

    List<Range> ranges = toTheEnd(ALL, 1_000, keys);

    assertThat(ranges.stream().mapToInt(range -> within(range, keys).size()).sum())
        .isEqualTo(keys.size());
    double mean = (double) keys.size() / ranges.size();
    assertThat(mean).as("objects a unit").isBetween(350.0, 1_500.0);
    assertThat(ranges)
        .allSatisfy(range -> assertThat(within(range, keys)).hasSizeLessThan(8 * 1_000));
    assertThat(requests).as("requests").isLessThan(60 * 100);
  }

  @Test
  void even_names_are_cut_into_even_ranges_by_one_round_more_than_their_letters_take()
      throws Exception {
    TreeSet<String> keys = Bucket.EVEN_HEX.keys(1, 64_000);

    List<Range> ranges = cut(ALL, 1_000, keys);

    assertThat(rounds).isLessThanOrEqualTo(3);
    assertThat(requests).isLessThanOrEqualTo(128);
    assertThat(ranges.stream().filter(range -> !range.uncut()))
        .hasSizeGreaterThan(60)
        .allSatisfy(range -> assertThat(within(range, keys)).hasSizeBetween(300, 1_500));
  }

  @Test
  void a_hundred_folders_within_each_other_are_passed_in_a_few_rounds() throws Exception {
    TreeSet<String> keys = Bucket.A_HUNDRED_LEVELS_DEEP.keys(2, 20_000);

    assertThat(cut(ALL, 1_000, keys)).hasSizeGreaterThan(10);
    assertThat(rounds).isLessThanOrEqualTo(4);
  }

  @Test
  void what_is_sent_one_after_the_other_does_not_lie_side_by_side() throws Exception {
    List<Range> sent = cut(ALL, 1_000, Bucket.EVEN_HEX.keys(3, 64_000));
    List<Range> sorted =
        sent.stream().sorted(Comparator.comparing(Range::after, KeyOrder.BYTES)).toList();
    for (int i = 1; i < sent.size(); i++) {
      int apart = Math.abs(sorted.indexOf(sent.get(i)) - sorted.indexOf(sent.get(i - 1)));
      assertThat(apart).isGreaterThan(1);
    }
  }

  @Test
  void what_fits_into_a_unit_is_not_cut_and_what_a_page_shows_is_counted_off() throws Exception {
    TreeSet<String> keys = Bucket.FOLDERS_BY_DAY.keys(4, 900);

    assertThat(cut(ALL, 1_000, keys)).containsExactly(new Range("", "", null));
    assertThat(cut(ALL, 100, keys))
        .hasSize(9)
        .allSatisfy(range -> assertThat(within(range, keys)).hasSize(100));
    assertThat(cut(ALL, 1_000, new TreeSet<>())).containsExactly(new Range("", "", null));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void each_key_lies_in_exactly_one_range_whatever_the_keys_and_the_range(int seed)
      throws Exception {
    Random random = new Random(seed);
    String prefix = OddKeys.name(random, 3);
    List<String> keys = OddKeys.below(prefix, random, 300);
    keys.addAll(
        Bucket.values()[random.nextInt(Bucket.values().length)].keys(seed, 300).stream()
            .map(key -> prefix + key)
            .filter(key -> key.getBytes(StandardCharsets.UTF_8).length <= 1024)
            .toList());
    TreeSet<String> sorted = new TreeSet<>(KeyOrder.BYTES);
    sorted.addAll(keys);
    Range range = range(prefix, new ArrayList<>(sorted), random);
    int page = 1 + random.nextInt(40);

    List<Range> ranges = toTheEnd(range, 1 + random.nextInt(30), sorted, page);

    assertPartition(range, ranges, sorted);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void each_key_lies_in_exactly_one_range_also_if_all_that_is_seen_is_another_bucket_each_time(
      int seed) throws Exception {
    Random random = new Random(seed);
    Range range =
        new Range("o/", random.nextBoolean() ? "o/" + OddKeys.name(random, 3) + "x" : "", null);
    Survey.Pages lies =
        asked -> {
          TreeSet<String> keys = new TreeSet<>(KeyOrder.BYTES);
          keys.addAll(OddKeys.below("o/", random, 60));
          return asked.stream().map(request -> page(request, keys, 7)).toList();
        };

    List<Range> ranges = Survey.of("b", range, 5, 2 + random.nextInt(20), lies);

    TreeSet<String> keys = new TreeSet<>(KeyOrder.BYTES);
    keys.addAll(OddKeys.below("o/", random, 400));
    assertPartition(range, ranges, keys);
  }

  private static Range range(String prefix, List<String> keys, Random random) {
    String a = keys.get(random.nextInt(keys.size()));
    String b = keys.get(random.nextInt(keys.size()));
    boolean ordered = KeyOrder.compare(a, b) < 0;
    return switch (random.nextInt(4)) {
      case 0 -> new Range(prefix, a, null, true);
      case 1 -> ordered ? new Range(prefix, a, b, true) : new Range(prefix, "", a, true);
      default -> new Range(prefix, "", null, true);
    };
  }

  private static void assertPartition(Range whole, List<Range> ranges, Collection<String> keys) {
    assertThat(ranges).allSatisfy(range -> assertThat(valid(range)).isTrue());
    for (String key : keys) {
      assertThat(ranges)
          .as(key)
          .filteredOn(range -> range.holds(key))
          .hasSize(whole.holds(key) ? 1 : 0);
    }
  }

  /** Both bounds can be sent and stored: no half of a pair is in them. */
  private static boolean valid(Range range) {
    Function<String, Boolean> whole =
        text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    return whole.apply(range.after()) && (range.until() == null || whole.apply(range.until()));
  }

  private List<Range> toTheEnd(Range range, int each, TreeSet<String> keys)
      throws InterruptedException {
    return toTheEnd(range, each, keys, ListRequest.MOST_KEYS);
  }

  /** As workers do: what is to be looked at again is, until nothing is. */
  private List<Range> toTheEnd(Range range, int each, TreeSet<String> keys, int page)
      throws InterruptedException {
    Deque<Range> open = new ArrayDeque<>(List.of(range));
    List<Range> ranges = new ArrayList<>();
    for (int looks = 0; !open.isEmpty(); looks++) {
      assertThat(looks).as("looks").isLessThan(10_000);
      List<Range> found = cut(open.remove(), each, keys, page);
      assertThat(found).hasSizeLessThanOrEqualTo(MOST);
      for (Range one : found) (one.uncut() ? open : ranges).add(one);
    }
    return ranges;
  }

  private List<Range> cut(Range range, int each, TreeSet<String> keys) throws InterruptedException {
    return cut(range, each, keys, ListRequest.MOST_KEYS);
  }

  private List<Range> cut(Range range, int each, TreeSet<String> keys, int page)
      throws InterruptedException {
    return Survey.of(
        "b",
        range,
        each,
        MOST,
        asked -> {
          rounds++;
          requests += asked.size();
          return asked.stream().map(request -> page(request, keys, page)).toList();
        });
  }

  private static ListPage page(ListRequest request, TreeSet<String> keys, int most) {
    assertThat(request.prefix().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
    String after = request.startAfter();
    boolean above = after != null && KeyOrder.compare(after, request.prefix()) >= 0;
    int atMost = Math.min(most, request.maxKeys());
    List<String> found =
        (above ? keys.tailSet(after, false) : keys.tailSet(request.prefix(), true))
            .stream()
                .takeWhile(key -> key.startsWith(request.prefix()))
                .limit(atMost + 1L)
                .toList();
    return new ListPage(
        found.stream()
            .limit(atMost)
            .map(key -> new ListedObject(key, 1, "e", Instant.EPOCH))
            .toList(),
        List.of(),
        found.size() > atMost ? "more" : null);
  }

  private static List<String> within(Range range, TreeSet<String> keys) {
    String until = range.until();
    var above = keys.tailSet(range.after(), false);
    return (until == null ? above : above.headSet(until, true)).stream().toList();
  }
}
