package io.longhaul.coordinator.dead;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.Payload;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadFilterTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "'', '', -, true",
        "'b/', '', -, true",
        "'b/c/', '', -, true",
        "'a/', '', -, false",
        "'', 'a', 'b', false",
        "'', 'a', 'b/', true",
        "'', 'b/x', 'z', true",
        "'', 'c', -, false",
        "'', 'a', 'z', true",
        "'', 'b/', 'b/z', true",
      })
  void a_range_is_meant_by_a_prefix_if_it_may_hold_such_a_key(
      String base, String after, @Nullable String until, boolean may) {
    Payload range = new Payload.Range(base, after, until);
    assertThat(DeadFilter.mayHold(range, "b/")).isEqualTo(may);
  }
}
