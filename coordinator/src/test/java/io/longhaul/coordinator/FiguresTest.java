package io.longhaul.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void numbers_are_read_at_a_glance() {
    assertThat(Figures.count(10_000)).isEqualTo("10,000");
    assertThat(Figures.count(1, "unit")).isEqualTo("1 unit");
    assertThat(Figures.count(0, "unit")).isEqualTo("0 units");
    assertThat(Figures.bytes(0)).isEqualTo("0 B");
    assertThat(Figures.bytes(999)).isEqualTo("999 B");
    assertThat(Figures.bytes(1_500)).isEqualTo("1.5 KB");
    assertThat(Figures.bytes(999_999)).isEqualTo("1.0 MB");
    assertThat(Figures.bytes(293_400_000)).isEqualTo("293 MB");
    assertThat(Figures.duration(Duration.ofMillis(420))).isEqualTo("0.4 s");
    assertThat(Figures.duration(Duration.ofSeconds(187))).isEqualTo("3 min 07 s");
    assertThat(Figures.duration(Duration.ofHours(76))).isEqualTo("3 d 04 h");
  }
}
