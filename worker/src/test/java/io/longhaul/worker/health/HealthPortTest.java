package io.longhaul.worker.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthPortTest {
  private static Optional<Integer> resolved(String flag, String variable) {
    Optional<String> said = flag.isEmpty() ? Optional.empty() : Optional.of(flag);
    return HealthPort.resolve(said, Map.of(HealthPort.VARIABLE, variable)).number();
  }

  @Test
  void the_flag_comes_before_the_environment_and_both_before_a_free_port() {
    assertThat(resolved("", "")).contains(0);
    assertThat(resolved("", "8080")).contains(8080);
    assertThat(resolved("9090", "8080")).contains(9090);
    assertThat(resolved("off", "8080")).isEmpty();
    assertThat(resolved("", "off")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "on", "80 80", "0x50", "99999999999"})
  void what_is_no_port_is_refused_by_where_it_came_from(String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolved("", word))
        .withMessage(
            "LONGHAUL_HEALTH_PORT '%s': write a port, 0 for one that is free, or off", word);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolved(word, "8080"))
        .withMessageStartingWith("--health-port '" + word + "'");
  }
}
