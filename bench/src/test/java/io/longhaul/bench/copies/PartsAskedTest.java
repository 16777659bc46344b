package io.longhaul.bench.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longhaul.bench.copies.Trial.Point;
import io.longhaul.bench.nulls3.NullServer.Counts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartsAskedTest {
  private static final Load TWO = new Load(2, 1L << 30, Data.JOINED);
  private static final Map<String, Long> RIGHT =
      Map.of(
          "creatempu", 2L,
          "completempu", 2L,
          "of_joined_conditional", 2L,
          "of_joined_whole", 2L,
          "uploadpartcopy", 8L,
          "of_parts_pinned", 8L);

  private static Trial trial(Map<String, Long> counts, List<Point> points) {
    return new Trial("ours", 8, 0, new Counts(counts), Duration.ZERO, Duration.ofMillis(8), points);
  }

  private static List<String> wrong(String kind, long figure) {
    Map<String, Long> counts = new HashMap<>(RIGHT);
    counts.put(kind, figure);
    return PartsAsked.wrongOfOurs(trial(counts, List.of()), Way.COPIED, TWO);
  }

  @Test
  void each_part_once_of_one_source_and_all_of_them_joined_is_right() {
    assertThat(PartsAsked.wrongOfOurs(trial(RIGHT, List.of()), Way.COPIED, TWO)).isEmpty();

    assertThat(wrong("uploadpartcopy", 9)).containsExactly("ours: part copies: 9, not 8");
    assertThat(wrong("of_parts_pinned", 7)).hasSize(1);
    assertThat(wrong("of_parts_again", 1)).hasSize(1);
    assertThat(wrong("of_joined_whole", 1)).containsExactly("ours: whole objects: 1, not 2");
    assertThat(wrong("of_joined_conditional", 1)).hasSize(1);
    assertThat(wrong("completempu", 3)).hasSize(1);
    assertThat(wrong("get", 1)).hasSize(1);
  }

  @Test
  void gib_are_worked_out_of_parts_and_of_mebibytes() {
    assertThat(Way.COPIED.units(TWO)).isEqualTo(8);
    assertThat(Way.COPIED.gibPerCpuSecond(1e6)).isCloseTo(0.25, within(1e-9));
    assertThat(Way.STREAMED.units(TWO)).isEqualTo(2048);
    assertThat(Way.STREAMED.gibPerCpuSecond(1e3)).isCloseTo(0.9765625, within(1e-9));
  }

  @Test
  void a_pace_counts_from_the_last_look_before_the_first_request_to_the_last_copy() {
    List<Point> points =
        List.of(point(0, 0), point(0, 5), point(100, 6), point(900, 24), point(900, 99));

    Pace pace = Pace.of(38, trial(Map.of(), points));

    assertThat(pace.unitsPerSecond()).isCloseTo(2.0, within(1e-9));
    assertThat(Pace.of(38, trial(Map.of(), List.of())).unitsPerSecond()).isNaN();
  }

  private static Point point(long done, int second) {
    return new Point(done, Duration.ZERO, second * 1_000_000_000L);
  }
}
