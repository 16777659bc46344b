package io.longhaul.bench.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoalsTest {
  @Test
  void a_goal_holds_or_is_missed_by_a_factor_or_was_not_run() {
    Goals goals = new Goals();
    goals.atLeast("copies", 12, 10);
    goals.atMost("CPU", 1.5, 2);
    goals.atLeast("keys", Double.NaN, 10);
    assertThat(goals.hold()).isTrue();

    goals.atLeast("others", 4, 10);

    assertThat(goals.hold()).isFalse();
    assertThat(goals.lines())
        .containsExactly(
            "copies: 12.00, at least 10.00: holds",
            "CPU: 1.50, at most 2.00: holds",
            "keys: NOT RUN (at least 10.00)",
            "others: 4.00, at least 10.00: MISSED by a factor of 2.50");
  }

  @Test
  void the_median_is_the_middle_one() {
    assertThat(Medians.median(List.of(9.0, 1.0, 2.0), figure -> figure)).isEqualTo(2.0);
    assertThat(Medians.median(List.of(4.0, 2.0), figure -> figure)).isEqualTo(3.0);
    assertThat(Medians.median(List.<Double>of(), figure -> figure)).isNaN();
  }

  @Test
  void three_rounds_unless_the_environment_says_another_number() {
    assertThat(Rounds.count(Map.of())).isEqualTo(3);
    assertThat(Rounds.count(Map.of("LONGHAUL_ROUNDS", "1"))).isEqualTo(1);
    assertThatThrownBy(() -> Rounds.count(Map.of("LONGHAUL_ROUNDS", "0")))
        .hasMessage("LONGHAUL_ROUNDS '0': write 1 to 99");
  }

  @Test
  void settings_are_read_as_they_are_written() {
    assertThat(Setting.ALL)
        .allSatisfy(setting -> assertThat(Setting.parse(setting.toString())).isEqualTo(setting));
    assertThat(Setting.parse("tls-60").ceiling()).isBetween(17_066.0, 17_067.0);
    assertThatThrownBy(() -> Setting.parse("tsl-60")).hasMessageContaining("'tsl-60': write");
  }
}
