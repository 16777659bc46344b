package io.longhaul.coordinator.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Counts;
import io.longhaul.ledger.RunState;
import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PicturesTest {
  private static final Optional<Progress.Rate> RATE = Optional.of(new Progress.Rate(100, 5e6, 2));

  private final StringWriter written = new StringWriter();
  private final PrintWriter out = new PrintWriter(written);

  private static Progress progress(long open, long done, long dead, int seconds) {
    Tally tally =
        Tally.of(Fate.LISTED, done * 10, done * 1000).with(Fate.COPIED, done * 10, done * 1000);
    Counts counts =
        new Counts(
            open,
            Map.of(UnitState.DONE, done, UnitState.DEAD, dead, UnitState.SPLIT, 1L),
            Map.of(Tier.SMALL, tally),
            3);
    return new Progress(
        new RunName("orders"),
        RunState.OPEN,
        counts,
        Optional.of(new Hands(12, 2)),
        Duration.ofSeconds(seconds),
        RATE);
  }

  @Test
  void a_bar_says_how_far_how_fast_and_how_long_still() {
    String picture = String.join("\n", Bars.lines(progress(50, 50, 0, 30), 80));
    assertThat(picture)
        .contains("orders [")
        .contains(" 50 %")
        .contains("25 s left")
        .contains("500 copied")
        .contains("100/s")
        .contains("5.0 MB/s")
        .contains("units: 50 of 100")
        .contains("12 units in hand of 2 workers")
        .contains("3 reclaimed");
  }

  @Test
  void while_nothing_is_settled_a_line_comes_now_and_then_with_what_is_in_hand() {
    Lines lines = new Lines(out);
    for (int second = 0; second <= 65; second++) lines.show(progress(50, 50, 0, second));
    assertThat(written.toString().lines())
        .hasSize(3)
        .allMatch(line -> line.contains("12 units in hand of 2 workers"));
  }

  @Test
  void no_line_is_wider_than_the_terminal() {
    for (int width : new int[] {200, 80, 40, 21}) {
      StringWriter drawn = new StringWriter();
      new Bars(new PrintWriter(drawn), () -> width).show(progress(50, 50, 1, 30));
      assertThat(drawn.toString().replace("\u001b[K", "").lines())
          .allMatch(line -> line.length() < width);
    }
  }

  @Test
  void a_bar_is_drawn_over_itself_in_one_write_and_only_when_it_has_changed() {
    Bars bars = new Bars(out, () -> 80);
    bars.show(progress(50, 50, 0, 30));
    int first = written.toString().length();
    bars.show(progress(50, 50, 0, 30));
    assertThat(written.toString()).hasSize(first);
    bars.show(progress(40, 60, 0, 31));
    assertThat(written.toString().substring(first)).startsWith("\u001b[3A\r");
  }

  @Test
  void a_line_comes_at_each_change_and_else_every_few_seconds() {
    Lines lines = new Lines(out);
    lines.show(progress(50, 50, 0, 0));
    lines.show(progress(49, 51, 0, 1));
    assertThat(written.toString().lines()).hasSize(1);
    lines.show(progress(48, 51, 1, 2));
    lines.show(progress(40, 59, 1, 8));
    assertThat(written.toString().lines()).hasSize(3);
    assertThat(written.toString()).contains("1 dead").contains("3 reclaimed");
  }

  @Test
  void speed_is_that_of_the_last_seconds_and_unknown_at_first() {
    Speed speed = new Speed();
    speed.read(0, progress(100, 0, 0, 0).counts());
    assertThat(speed.perSecond()).isEmpty();
    speed.read(Duration.ofSeconds(10).toNanos(), progress(50, 50, 0, 10).counts());
    assertThat(speed.perSecond().orElseThrow().objects()).isEqualTo(50);
    speed.read(Duration.ofSeconds(40).toNanos(), progress(50, 50, 0, 40).counts());
    speed.read(Duration.ofSeconds(41).toNanos(), progress(50, 50, 0, 41).counts());
    assertThat(speed.perSecond().orElseThrow().objects()).isZero();
  }
}
