package io.longhaul.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.unit.Payload.Items;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Payload.Range;
import io.longhaul.unit.Payload.Root;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadTest {
  @Test
  void a_range_holds_what_lies_above_after_and_not_above_until() {
    Range range = new Range("p/", "p/b", "p/d");
    assertThat(List.of("p/b\u0001", "p/ba", "p/c", "p/d")).allMatch(range::holds);
    assertThat(List.of("p/a", "p/b", "p/d\u0001", "p/e", "p", "q/c", "")).noneMatch(range::holds);
  }

  @Test
  void a_range_without_bounds_holds_all_of_its_prefix() {
    Range range = new Range("p/", "", null);
    assertThat(List.of("p/", "p/\u0001", "p/\uDBFF\uDFFF")).allMatch(range::holds);
    assertThat(List.of("p", "p0", "o/")).noneMatch(range::holds);
    assertThat(new Range("", "", null).holds("")).isTrue();
  }

  @Test
  void the_bounds_are_compared_as_bytes() {
    Range range = new Range("", "\uE000", "\uD83D\uDE80");
    assertThat(range.holds("\uFFFD")).isTrue();
    assertThat(range.holds("\uD83D\uDE81")).isFalse();
  }

  @Test
  void adjoining_ranges_share_no_key_and_leave_none_out() {
    List<Range> ranges =
        List.of(new Range("", "", "b"), new Range("", "b", "d"), new Range("", "d", null));
    for (String key : List.of("a", "b", "b\u0001", "c", "d", "d\u0001", "z", "\uD83D\uDE80")) {
      assertThat(ranges.stream().filter(range -> range.holds(key))).as(key).hasSize(1);
    }
  }

  @Test
  void what_can_hold_nothing_is_no_payload() {
    for (var wrong :
        List.<Runnable>of(
            () -> new Range("", "b", "b"),
            () -> new Range("", "b", "a"),
            () -> new Range("", "\uD83D\uDE80", "\uE000"),
            () -> new Root(-1),
            () -> new Keys(List.of()),
            () -> new Items(List.of()))) {
      assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void unfinished_lists_count_each_object_and_what_was_never_listed_is_unknown() {
    assertThat(new Keys(List.of(new Listed("a", 3), new Listed("b", 4))).unfinished(Fate.DEAD))
        .isEqualTo(Tally.of(Fate.RECEIVED, 2, 7).with(Fate.DEAD, 2, 7));
    assertThat(new Items(List.of("a", "b", "c")).unfinished(Fate.CANCELLED))
        .isEqualTo(Tally.of(Fate.RECEIVED, 3, 0).with(Fate.CANCELLED, 3, 0));
    assertThat(new Root(0).unfinished(Fate.DEAD)).isEqualTo(Tally.of(Fate.UNKNOWN, 1, 0));
    assertThat(new Range("", "", null).unfinished(Fate.DEAD))
        .isEqualTo(Tally.of(Fate.UNKNOWN, 1, 0));
  }
}
