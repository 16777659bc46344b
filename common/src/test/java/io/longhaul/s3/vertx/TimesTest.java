package io.longhaul.s3.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimesTest {
  @Test
  void whatever_the_jdk_writes_is_read_as_the_jdk_reads_it() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      long millis = random.nextLong(-60_000_000_000_000L, 250_000_000_000_000L);
      String text = Instant.ofEpochMilli(millis).toString();
      assertThat(Times.of(text)).as(text).isEqualTo(Instant.parse(text));
    }
  }

  @Test
  void what_is_no_time_is_refused() {
    List<String> wrong =
        List.of(
            "",
            "2026-02-30T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-01-01T25:00:00Z",
            "2026-01-01T00:60:00Z",
            "2026-01-01T00:00:61Z",
            "2026-01-01T00:00:00",
            "2026-01-01 00:00:00Z",
            "2026-01-01T00:00:00.0x0Z",
            "Sun, 29 Nov 2026 00:00:00 GMT");
    for (String text : wrong) {
      assertThatExceptionOfType(DateTimeException.class).as(text).isThrownBy(() -> Times.of(text));
    }
  }
}
